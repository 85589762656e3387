# Names of places behind --district and --province, with or without marks.
_congdoan_places() {
    local -a names
    names=(${(f)"$(${words[1]} suggest $1 --limit 1000 -- "${(Q)PREFIX}" 2>/dev/null | cut -f1)"})
    (( $#names )) && compadd -U -a names
}

