//! The finder and the bare automaton, natively.

use cattax_bench::{Automaton, find, finder, runs, text};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

fn both(criterion: &mut Criterion) {
    let (whole, bare) = (finder(), Automaton::new());
    let text = text();
    for (name, lines) in [("runs of 40 characters", runs(&text)), ("one piece", text.clone())] {
        let mut group = criterion.benchmark_group(name);
        group.throughput(Throughput::Elements(cattax_bench::CHARACTERS as u64));
        group.sample_size(20);
        group.bench_function("finder", |bencher| bencher.iter(|| find(&whole, &lines)));
        group.bench_function("bare automaton", |bencher| bencher.iter(|| bare.find(&lines)));
        group.finish();
    }
    criterion.bench_function("opening the finder", |bencher| bencher.iter(finder));
}

criterion_group!(benches, both);
criterion_main!(benches);
