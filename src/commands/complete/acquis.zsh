#compdef acquis
# Completion of acquis for zsh, which quotes what it inserts.
_acquis() {
    local value help
    local -a words_told whole open
    while IFS=$'\t' read -r value help; do
        if [[ $value == */ ]]; then
            open+=("$value")
        else
            whole+=("$value")
            words_told+=("$value${help:+  -- $help}")
        fi
    done < <(ACQUIS_COMPLETE=zsh acquis -- "${(@Q)words[1,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)
    (( $#whole )) && compadd -V acquis -l -d words_told -- "${whole[@]}"
    (( $#open )) && compadd -V acquis -S '' -- "${open[@]}"
}
compdef _acquis acquis
