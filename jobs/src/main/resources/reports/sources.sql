-- Every raw file.
select run_id as `Run`, source_id as `No.`, path as `File`, format as `Format`, machine as `Machine`, clock as `Clock`,
       events as `Events`, size_bytes as `Bytes`, stored_bytes as `Stored`, bytes_skipped as `Skipped`,
       lost_events as `Lost`, late_events as `Late`
from sources
order by run_id, source_id
