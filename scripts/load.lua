-- What wrk asks for scripts/load: two words of the index with a place, a year or nothing.
-- No two requests are alike, unless REPEAT says how many different ones there are.

local lists = {}
for _, name in ipairs({"WORDS", "FILTERS"}) do
  lists[name] = {}
  for line in io.lines(os.getenv(name)) do table.insert(lists[name], line) end
end
local words, filters = lists.WORDS, lists.FILTERS
local total = #words * #words * #filters
local repeated = tonumber(os.getenv("REPEAT"))
local think = tonumber(os.getenv("THINK_MS"))
-- Phases begin at different places, so that none finds the answers of another.
local at = os.time() * 7919 % total

local function coded(text)
  return (text:gsub("[^%w=]", function(c) return string.format("%%%02X", c:byte()) end))
end

function request()
  at = at + 1
  local number = repeated > 0 and at % repeated or at % total
  -- A large prime goes through all of them before it comes to one again.
  local mixed = (number * 15485863) % total
  local first = words[mixed % #words + 1]
  local second = words[math.floor(mixed / #words) % #words + 1]
  local filter = filters[math.floor(mixed / #words / #words) % #filters + 1]
  return wrk.format("GET", "/api/search?q=" .. coded(first .. " " .. second) .. "&" .. coded(filter))
end

if think > 0 then
  -- As people come: at random, not in step.
  function delay()
    return math.floor(-math.log(1 - math.random()) * think + 0.5)
  end
end

function done(summary, latency, requests)
  local errors = summary.errors
  local wrong = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  print(string.format("LOAD %.0f %.1f %.1f %.1f %d", summary.requests / summary.duration * 1e6,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, latency.max / 1000, wrong))
end
