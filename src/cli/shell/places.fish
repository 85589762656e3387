
# Names of places behind --district and --province, with or without marks.
for flag in district province
    complete -c congdoan -n "not __fish_seen_subcommand_from suggest" -l $flag -x -a "(congdoan suggest --$flag --limit 1000 -- (commandline -ct | string trim -c '\"\\'') 2>/dev/null)"
end
