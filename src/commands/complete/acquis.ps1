# Completion of acquis for PowerShell. Nothing of the line is evaluated; quoting is acquis's own.
Register-ArgumentCompleter -Native -CommandName acquis -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements | Where-Object { $_.Extent.StartOffset -lt $cursorPosition } | ForEach-Object {
        if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $_.Value } else { $_.Extent.Text }
    })
    if ($wordToComplete -eq '') { $words += '' }
    $before = $env:ACQUIS_COMPLETE
    try {
        $env:ACQUIS_COMPLETE = 'powershell'
        # As one argument: older versions drop empty ones.
        & acquis '--' ($words -join "`n") | ForEach-Object {
            $text, $help = $_ -split "`t", 2
            if (-not $help) { $help = $text }
            [System.Management.Automation.CompletionResult]::new($text, $text, 'ParameterValue', $help)
        }
    } finally {
        $env:ACQUIS_COMPLETE = $before
    }
}
