(
    $activity::VARCHAR[] is null
    or released.code = any($activity::VARCHAR[])
    or released.code in ('merged', 'withheld')
)
