-- question = "Kva milepælar ligg bak tala?"
-- why = "Eit hopp i ein kurve har ofte ei hending bak seg."
-- grain = ["date", "title"]
-- values = ["kind"]
-- unit = "milestones"
-- people = "none: milepælar er hendingar i reforma"
-- owner = "Reformleiar"
-- review_by = 2027-11-01
-- tables = ["milestones"]

select date, title, kind, source, coalesce(public, 'internal') as public
from milestones
where
    ($from::DATE is null or milestones.date >= $from::DATE)
    and ($to::DATE is null or milestones.date < $to::DATE + interval 1 month)
order by date, title
