($from::DATE is null or released.month_from >= $from::DATE)
and ($to::DATE is null or released.month_to <= $to::DATE)
and /* include surely_labelled */
