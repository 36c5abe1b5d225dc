# Completion of acquis for fish, which quotes what it inserts.
complete --keep-order --exclusive --command acquis --arguments "(ACQUIS_COMPLETE=fish acquis -- (commandline --current-process --tokenize --cut-at-cursor) (commandline --current-token --cut-at-cursor | string unescape) 2>/dev/null)"
