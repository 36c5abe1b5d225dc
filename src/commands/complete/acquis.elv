# Completion of acquis for elvish, which quotes what it inserts.
set edit:completion:arg-completer[acquis] = {|@words|
    env ACQUIS_COMPLETE=elvish acquis -- $@words 2>/dev/null | from-lines
}
