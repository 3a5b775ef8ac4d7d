-- The size of the lake and what was lost on the way, in one row.
select (select count(*) from runs) as `Runs`,
       (select count(*) from sources) as `Raw files`,
       (select coalesce(sum(events), 0) from sources) as `Events`,
       (select coalesce(sum(size_bytes), 0) from sources) as `Bytes decompressed`,
       (select coalesce(sum(stored_bytes), 0) from sources) as `Bytes stored`,
       (select coalesce(sum(lost_events), 0) from sources) as `Events lost by tracers`,
       (select coalesce(sum(late_events), 0) from sources) as `Late events`,
       (select coalesce(sum(bytes_skipped), 0) from sources) as `Bytes skipped`,
       (select count(*) from sources where format = 'other') as `Unrecognised files`,
       (select coalesce(sum(unmatched), 0) from layer_stats) as `Unmatched begins`,
       (select coalesce(sum(tainted), 0) from layer_stats) as `Tainted spans`,
       (select count(*) from issues where severity = 'warning') as `Warnings`,
       (select count(*) from issues where severity = 'error') as `Errors`
