-- What no role with a rate has a part in is not costed: that is not known, which is no nothing.
sum(least(hours * inside, hours)) as hours,
sum(greatest(hours * inside, hours)) as hours_possible,
sum(least(hours * inside, hours)) / fte_hours as fte_spent,
sum(greatest(hours * inside, hours)) / fte_hours as fte_spent_possible,
case when count(own_most) > 0 then sum(least(hours * inside * own_least, hours * own_most)) end as cost,
case when count(own_most) > 0 then sum(greatest(hours * inside * own_least, hours * own_most)) end as cost_possible,
case when count(counted_most) > 0 then sum(least(hours * inside * counted_least, hours * counted_most)) end as in_kind,
case when count(counted_most) > 0 then sum(greatest(hours * inside * counted_least, hours * counted_most)) end
    as in_kind_possible,
sum(least(hours * inside * unrated_least, hours * unrated_most)) as uncosted_h,
sum(greatest(hours * inside * unrated_least, hours * unrated_most)) as uncosted_h_possible
