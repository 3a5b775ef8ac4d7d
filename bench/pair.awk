# What one writes first: the time from a port write to the next rise of an interrupt line, over ftrace text.
# /kvm_pio: pio_write/ { stamp } and /kvm_set_irq: .*level 1/ { stamp }; prints pairs and their mean.
function seconds(i) {
  for (i = 2; i <= NF; i++) if ($i ~ /^[0-9]+\.[0-9]+:$/) return substr($i, 1, length($i) - 1) + 0
  return 0
}
/kvm_pio: pio_write/ { begin = seconds(); next }
/kvm_set_irq: .*level 1/ { if (begin) { sum += seconds() - begin; pairs++; begin = 0 } }
END { printf "%d pairs, mean %.1f us\n", pairs, pairs ? 1e6 * sum / pairs : 0 }
