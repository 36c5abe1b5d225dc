# Completion of acquis for bash. Quoting is acquis's own: what comes back can stand on the line as it is.
_acquis() {
    local candidate
    COMPREPLY=()
    while IFS= read -r candidate; do
        COMPREPLY+=("$candidate")
    done < <(ACQUIS_COMPLETE=bash acquis -- "${COMP_LINE:0:$COMP_POINT}" "$COMP_WORDBREAKS" 2>/dev/null)
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} =~ [/=]$ ]]; then
        compopt -o nospace 2>/dev/null
    fi
}
complete -o nosort -F _acquis acquis 2>/dev/null || complete -F _acquis acquis
