-- The size of the lake and what was lost on the way, in one row.
select r.runs as `Runs`, s.files as `Raw files`, s.events as `Events`, s.size_bytes as `Bytes decompressed`,
       s.stored_bytes as `Bytes stored`, s.lost_events as `Events lost by tracers`, s.late_events as `Late events`,
       s.bytes_skipped as `Bytes skipped`, s.unrecognised as `Unrecognised files`, l.layers as `Layers of runs`, l.unmatched as `Unmatched begins`,
       l.tainted as `Tainted spans in the window`, i.warnings as `Warnings`, i.errors as `Errors`
from (select count(*) as runs from runs) r
cross join (
    select count(*) as files, coalesce(sum(events), 0) as events, coalesce(sum(size_bytes), 0) as size_bytes,
           coalesce(sum(stored_bytes), 0) as stored_bytes, coalesce(sum(lost_events), 0) as lost_events,
           coalesce(sum(late_events), 0) as late_events, coalesce(sum(bytes_skipped), 0) as bytes_skipped,
           count_if(format = 'other') as unrecognised
    from sources) s
cross join (
    select count(*) as layers, coalesce(sum(unmatched), 0) as unmatched, coalesce(sum(tainted), 0) as tainted from layer_stats) l
cross join (
    select count_if(severity = 'warning') as warnings, count_if(severity = 'error') as errors from issues) i
