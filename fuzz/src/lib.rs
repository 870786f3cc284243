//! What the fuzz targets share.

/// The entry of one target: what it does is in `tests/support/hostile`.
#[macro_export]
macro_rules! target {
    ($name:literal) => {
        static TARGET: std::sync::LazyLock<tests::hostile::Target> =
            std::sync::LazyLock::new(|| tests::hostile::target($name));

        libfuzzer_sys::fuzz_target!(|bytes: &[u8]| (TARGET.run)(bytes));
    };
}
