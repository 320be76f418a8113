($from::DATE is null or sessions.date >= $from::DATE)
and ($to::DATE is null or sessions.date < $to::DATE + interval 1 month)
and /* include session_chosen */
