-- piece = "registered"
-- table = "barrier_registered"
-- unset = []
-- lacks = []
-- own_day = true

registered as (select * from barrier_registered)
