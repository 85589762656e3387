
# Names of places behind --district and --province, with or without marks.
_congdoan_with_places() {
    local flag="${COMP_WORDS[COMP_CWORD-1]}" typed="$2" name
    if [[ "$flag" == "=" ]]; then
        flag="${COMP_WORDS[COMP_CWORD-2]}"
    elif [[ "$typed" == "=" ]]; then
        typed=""
    fi
    case "$flag" in
        --district|--province)
            typed="${typed#[\"\']}"
            typed="${typed//\\/}"
            COMPREPLY=()
            while IFS=$'\t' read -r name _; do
                COMPREPLY+=("$name")
            done < <("$1" suggest "$flag" --limit 1000 -- "$typed" 2>/dev/null)
            # blanks are quoted as in the names of files
            compopt -o filenames 2>/dev/null
            ;;
        *)
            _congdoan "$@"
            ;;
    esac
}
complete -F _congdoan_with_places -o bashdefault -o default congdoan
