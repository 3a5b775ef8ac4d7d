package io.iostrata.ingest.tracedat;

import io.iostrata.ingest.bytes.Spool;
import io.iostrata.ingest.format.DecodeInput;
import io.iostrata.ingest.format.TimeCuts;
import io.iostrata.ingest.format.TimeStretch;
import io.iostrata.ingest.format.TraceDecoder;
import io.iostrata.ingest.format.Trouble;
import io.iostrata.ingest.tracedat.CpuData.Packing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Cuts a trace.dat of plain pages at the times of some of them. Pages of all CPUs are looked at, some in each part, so that
 * parts are about equally long whichever CPU was busy.
 */
public final class PageCuts implements TimeCuts {
    /** Pages looked at for each part. */
    private static final int LOOKS = 16;

    /** A page, and the bytes that it stands for. */
    private record Look(long key, long bytes) {}

    @Override
    public List<Cut> find(Spool file, DecodeInput input, long partBytes) throws IOException {
        var trouble = new Trouble(input.in(), input.issues());
        var contents = Contents.read(file, trouble, input.clock());
        boolean isPlain = contents.cpus().stream().allMatch(cpu -> cpu.packing() == Packing.PLAIN);
        if (!isPlain || !contents.clock().ordersRows() || input.in().skippedBytes() > 0) {
            return List.of();
        }
        var times = contents.cpus().stream()
                .map(cpu -> new PageTimes(contents, cpu))
                .toList();
        var looks = new ArrayList<Look>();
        for (var cpu : times) {
            look(cpu, Math.max(1, partBytes / LOOKS / cpu.cpu().pageSize()), looks);
        }
        looks.sort(Comparator.comparingLong(Look::key));
        return cuts(looks, times, contents, partBytes);
    }

    private static void look(PageTimes cpu, long stride, List<Look> looks) throws IOException {
        for (long page = 0; page < cpu.count(); page += stride) {
            long end = Math.min(page + stride, cpu.count());
            looks.add(new Look(cpu.key(page), cpu.bytesBefore(end) - cpu.bytesBefore(page)));
        }
    }

    private static List<Cut> cuts(List<Look> looks, List<PageTimes> times, Contents contents, long partBytes)
            throws IOException {
        long beside = PartPages.bytesBesidePages(contents);
        long least = times.stream().mapToLong(cpu -> cpu.cpu().pageSize()).sum();
        long size = contents.spool().size();
        var cuts = new ArrayList<Cut>();
        long before = beside;
        long lastKey = Long.MIN_VALUE;
        long passed = 0;
        for (var look : looks) {
            if (passed >= partBytes && look.key > lastKey) {
                long at = beside + bytesBefore(look.key, times);
                // a part has more bytes than rows, though each CPU's page before it may have rows of it
                if (at - before >= least && size - at >= Math.max(least, partBytes / 4)) {
                    cuts.add(new Cut(at, look.key));
                    before = at;
                    lastKey = look.key;
                    passed = 0;
                }
            }
            passed += look.bytes;
        }
        return cuts;
    }

    private static long bytesBefore(long key, List<PageTimes> times) throws IOException {
        long bytes = 0;
        for (var cpu : times) {
            bytes += cpu.bytesBefore(cpu.firstFrom(key));
        }
        return bytes;
    }

    @Override
    public TraceDecoder open(DecodeInput input, TimeStretch part) {
        return new TraceDatDecoder(input, part);
    }
}
