($from::DATE is null or released.month_to >= $from::DATE)
and ($to::DATE is null or released.month_from <= $to::DATE)
and /* include possibly_labelled */
