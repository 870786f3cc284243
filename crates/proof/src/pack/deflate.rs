//! Deflate behind a dictionary that both sides know.
//!
//! A dictionary is what the stream seems to have said before. So that any library will do, it is put in front:
//! when writing it is deflated first and what comes out of that is dropped, when reading it is fed as stored
//! blocks (RFC 1951 §3.2.4) and dropped again.

use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};

use crate::fault::CarriageFault;

/// Deflates as small as the library can.
pub(super) fn deflate(dictionary: &[u8], bytes: &[u8]) -> Vec<u8> {
    let mut stream = Compress::new(Compression::best(), false);
    run(&mut stream, dictionary, FlushCompress::Sync);
    run(&mut stream, bytes, FlushCompress::Finish)
}

/// Inflates to at most so many bytes.
///
/// # Errors
/// [`CarriageFault::TooLarge`] beyond that; [`CarriageFault::Damaged`] when it is no whole stream, or there
/// is more behind it.
pub(super) fn inflate(
    dictionary: &[u8],
    deflated: &[u8],
    max_bytes: usize,
) -> Result<Vec<u8>, CarriageFault> {
    let damaged = CarriageFault::Damaged("deflate");
    let input = [stored(dictionary), deflated.to_vec()].concat();
    let mut stream = Decompress::new(false);
    let mut out = Vec::with_capacity(dictionary.len() + 4 * deflated.len());
    loop {
        out.reserve(CHUNK);
        let (read, before) = (consumed(stream.total_in()), out.len());
        let status =
            stream.decompress_vec(&input[read..], &mut out, FlushDecompress::None).or(Err(damaged))?;
        if out.len() > dictionary.len() + max_bytes {
            return Err(CarriageFault::TooLarge);
        }
        match status {
            Status::StreamEnd => break,
            _ if consumed(stream.total_in()) == read && out.len() == before => return Err(damaged),
            _ => {}
        }
    }
    if consumed(stream.total_in()) < input.len() || out.len() < dictionary.len() {
        return Err(damaged);
    }
    Ok(out.split_off(dictionary.len()))
}

/// Feeds everything, and gives what came of it.
fn run(stream: &mut Compress, bytes: &[u8], flush: FlushCompress) -> Vec<u8> {
    let (start, mut out) = (stream.total_in(), Vec::with_capacity(bytes.len() / 2));
    loop {
        out.reserve(CHUNK);
        let read = consumed(stream.total_in() - start);
        let status = stream
            .compress_vec(&bytes[read..], &mut out, flush)
            .expect("a stream in one direction takes all bytes");
        let all_read = consumed(stream.total_in() - start) == bytes.len();
        match flush {
            FlushCompress::Finish if status == Status::StreamEnd => return out,
            // Flushed is what left room in the output.
            FlushCompress::Sync if all_read && out.len() < out.capacity() => return out,
            _ => {}
        }
    }
}

/// Stored blocks, none of them the last.
fn stored(bytes: &[u8]) -> Vec<u8> {
    let blocks = bytes.chunks(usize::from(u16::MAX)).map(|block| {
        let length = u16::try_from(block.len()).expect("a chunk is no longer than asked for");
        [&[0][..], &length.to_le_bytes(), &(!length).to_le_bytes(), block].concat()
    });
    blocks.collect::<Vec<_>>().concat()
}

fn consumed(total: u64) -> usize {
    usize::try_from(total).expect("no more was read than is in memory")
}

/// How much room for output is made at a time, in bytes.
const CHUNK: usize = 16 * 1024;

#[cfg(test)]
mod tests {
    use super::*;

    const DICTIONARY: &[u8] = b"the quick brown fox jumps over the lazy dog";

    #[test]
    fn dictionary_is_what_was_said_before() {
        let text = b"quick brown fox jumps over the lazy";
        let deflated = deflate(DICTIONARY, text);
        assert!(deflated.len() < 10, "{}", deflated.len());
        assert_eq!(inflate(DICTIONARY, &deflated, 100).unwrap(), text);
        // Behind another dictionary it says something else.
        assert_ne!(inflate(&DICTIONARY.to_ascii_uppercase(), &deflated, 100).unwrap(), text);
    }

    #[test]
    fn long_texts_and_dictionaries_come_back() {
        let noise = |seed: u32, length: usize| {
            let next = |state: &mut u32| {
                *state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                Some(state.to_be_bytes()[0])
            };
            std::iter::successors(Some(seed), |_| Some(0))
                .scan(seed, move |state, _| next(state))
                .take(length)
                .collect::<Vec<_>>()
        };
        for (dictionary, text) in [(0, 0), (0, 1), (1, 0), (70_000, 200_000), (6_000, 16 * 1024)] {
            let (dictionary, text) = (noise(1, dictionary), noise(2, text));
            assert_eq!(inflate(&dictionary, &deflate(&dictionary, &text), 1 << 20).unwrap(), text);
        }
    }

    #[test]
    fn what_inflates_beyond_the_limit_is_refused_on_the_way() {
        let deflated = deflate(DICTIONARY, &vec![0; 5_000_000]);
        assert!(deflated.len() < 10_000);
        assert_eq!(inflate(DICTIONARY, &deflated, 4_999_999), Err(CarriageFault::TooLarge));
        assert_eq!(inflate(DICTIONARY, &deflated, 5_000_000).unwrap().len(), 5_000_000);
    }

    #[test]
    fn cut_off_and_followed_by_more_is_damaged() {
        let deflated = deflate(DICTIONARY, b"jumps over the fence");
        for length in 0..deflated.len() {
            assert_eq!(inflate(DICTIONARY, &deflated[..length], 100), Err(CarriageFault::Damaged("deflate")));
        }
        let more = [&deflated[..], &[0]].concat();
        assert_eq!(inflate(DICTIONARY, &more, 100), Err(CarriageFault::Damaged("deflate")));
    }
}
