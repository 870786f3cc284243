//! Frames: a proof that fits no single code, as a sequence of them with a fountain code (RaptorQ, RFC 6330).
//! Any frames will do, in any order, once there are about as many as the proof needs.
//!
//! | bytes | what |
//! |---|---|
//! | 1 | version: 1 |
//! | 8 | transfer: the beginning of the SHA-256 of the packed proof, which is its checksum too |
//! | 4 | size of the packed proof in bytes, big-endian |
//! | 2 | size of a symbol in bytes |
//! | 4 | block, and number of the symbol in it (RFC 6330 §3.2) |
//! | rest | the symbol |

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use raptorq::{Decoder, EncodingPacket, ObjectTransmissionInformation, PayloadId, SourceBlockEncoder};
use vc::public_key::Hash;

use crate::fault::CarriageFault;
use crate::limits::{
    MAX_BLOCK_SYMBOLS, MAX_FRAMES, MAX_PROOF_BYTES, MAX_SPARE_SYMBOLS, MAX_SYMBOL_BYTES, MAX_TRANSFERS,
    MIN_SYMBOL_BYTES,
};
use crate::pack::{pack, unpack};

/// One frame. That it fits the others shows only when all are put together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    shape: Shape,
    block: u8,
    number: u32,
    symbol: Vec<u8>,
}

/// What all frames of a proof have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Shape {
    transfer: [u8; 8],
    size: u32,
    symbol_bytes: u16,
}

/// All frames of a proof, and for every hundred of them so many more that others may be lost.
///
/// # Errors
/// [`CarriageFault::TooLarge`], [`CarriageFault::TooManyParts`] or [`CarriageFault::TooManyFrames`].
pub fn frames(proof: &[u8], symbol_bytes: u16, spare_percent: u32) -> Result<Vec<Frame>, CarriageFault> {
    let packed = pack(proof)?;
    let symbol_bytes = symbol_bytes.clamp(MIN_SYMBOL_BYTES, MAX_SYMBOL_BYTES);
    let size = u32::try_from(packed.len()).or(Err(CarriageFault::TooLarge))?;
    let shape = Shape { transfer: transfer(&packed), size, symbol_bytes };
    let config = shape.config();
    let mut blocks: Vec<Vec<Frame>> = Vec::new();
    for ((start, end), number) in raptorq::calculate_block_offsets(&packed, &config).into_iter().zip(0..) {
        // The last symbol of the last block is filled up.
        let mut bytes = packed[start.min(packed.len())..end.min(packed.len())].to_vec();
        bytes.resize(end - start, 0);
        let encoder = SourceBlockEncoder::new(number, &config, &bytes);
        let source = encoder.source_packets();
        let spare =
            u32::try_from(source.len()).unwrap_or(u32::MAX).saturating_mul(spare_percent).div_ceil(100);
        let packets = source.into_iter().chain(encoder.repair_packets(0, spare));
        blocks.push(packets.map(|packet| shape.frame(packet)).collect());
    }
    if blocks.iter().map(Vec::len).sum::<usize>() > MAX_FRAMES {
        return Err(CarriageFault::TooManyFrames);
    }
    Ok(interleaved(blocks))
}

/// Puts proofs together from frames.
#[derive(Default)]
pub struct Assembly {
    transfers: BTreeMap<Shape, Transfer>,
    taken: usize,
}

/// How far a proof is put together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// So many different frames of so many needed, about.
    Partly {
        /// Different frames so far.
        seen: usize,
        /// Fewest that can suffice.
        needed: usize,
    },
    /// The proof, byte for byte. Said once.
    Whole(Vec<u8>),
    /// One more frame of a proof that is whole already.
    Spare,
}

/// The frames of one proof.
struct Transfer {
    /// `None` once the proof is whole.
    decoder: Option<Decoder>,
    seen: Vec<BTreeSet<u32>>,
}

impl Assembly {
    /// Takes one frame in.
    ///
    /// # Errors
    /// [`CarriageFault::TooManyFrames`] when there is no room for it; [`CarriageFault`] when what the frames
    /// give is no proof. Then all of them are forgotten.
    pub fn take(&mut self, frame: &Frame) -> Result<Progress, CarriageFault> {
        let count = self.transfers.len();
        let transfer = match self.transfers.entry(frame.shape) {
            Entry::Occupied(transfer) => transfer.into_mut(),
            Entry::Vacant(_) if count == MAX_TRANSFERS => return Err(CarriageFault::TooManyFrames),
            Entry::Vacant(place) => place.insert(Transfer::new(frame.shape)),
        };
        if transfer.wants(frame) {
            if self.taken == MAX_FRAMES {
                return Err(CarriageFault::TooManyFrames);
            }
            self.taken += 1;
        }
        let progress = transfer.take(frame);
        if progress.is_err() {
            self.transfers.remove(&frame.shape);
        }
        progress
    }

    /// For each proof that is not whole yet: how many frames were seen, and the fewest that can suffice.
    pub fn missing(&self) -> impl Iterator<Item = (usize, usize)> {
        let open = self.transfers.iter().filter(|(_, transfer)| transfer.decoder.is_some());
        open.map(|(shape, transfer)| (transfer.count(), shape.symbols() as usize))
    }
}

impl Transfer {
    fn new(shape: Shape) -> Self {
        let config = shape.config();
        let seen = vec![BTreeSet::new(); usize::from(config.source_blocks())];
        Self { decoder: Some(Decoder::new(config)), seen }
    }

    /// True for a frame that is new and may help. A block that is not put together from so many is hostile.
    fn wants(&self, frame: &Frame) -> bool {
        let seen = &self.seen[usize::from(frame.block)];
        let enough = (frame.shape.block_symbols() + MAX_SPARE_SYMBOLS) as usize;
        self.decoder.is_some() && seen.len() < enough && !seen.contains(&frame.number)
    }

    fn count(&self) -> usize {
        self.seen.iter().map(BTreeSet::len).sum()
    }

    fn take(&mut self, frame: &Frame) -> Result<Progress, CarriageFault> {
        let needed = frame.shape.symbols() as usize;
        let wanted = self.wants(frame);
        let seen = self.count();
        let Some(decoder) = &mut self.decoder else { return Ok(Progress::Spare) };
        if !wanted {
            return Ok(Progress::Partly { seen, needed });
        }
        self.seen[usize::from(frame.block)].insert(frame.number);
        let id = PayloadId::new(frame.block, frame.number);
        match decoder.decode(EncodingPacket::new(id, frame.symbol.clone())) {
            None => Ok(Progress::Partly { seen: seen + 1, needed }),
            Some(packed) if transfer(&packed) == frame.shape.transfer => {
                self.decoder = None;
                unpack(&packed).map(Progress::Whole)
            }
            Some(_) => Err(CarriageFault::Damaged("frames")),
        }
    }
}

impl Frame {
    /// The bytes of the frame.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        let Shape { transfer, size, symbol_bytes } = self.shape;
        let id = PayloadId::new(self.block, self.number).serialize();
        [&[VERSION][..], &transfer, &size.to_be_bytes(), &symbol_bytes.to_be_bytes(), &id, &self.symbol]
            .concat()
    }

    /// Reads the bytes of a frame.
    ///
    /// # Errors
    /// [`CarriageFault`]: damaged, of a later version, or of a proof beyond the limits.
    pub fn read(bytes: &[u8]) -> Result<Self, CarriageFault> {
        let damaged = CarriageFault::Damaged("frame");
        match bytes.first() {
            None => return Err(damaged),
            Some(&VERSION) => {}
            Some(other) => return Err(CarriageFault::VersionUnknown(*other)),
        }
        let (head, symbol) = bytes[1..].split_first_chunk::<18>().ok_or(damaged)?;
        let [t0, t1, t2, t3, t4, t5, t6, t7, s0, s1, s2, s3, b0, b1, block, n0, n1, n2] = *head;
        let shape = Shape {
            transfer: [t0, t1, t2, t3, t4, t5, t6, t7],
            size: u32::from_be_bytes([s0, s1, s2, s3]),
            symbol_bytes: u16::from_be_bytes([b0, b1]),
        };
        if shape.size as usize > MAX_PROOF_BYTES {
            return Err(CarriageFault::TooLarge);
        }
        let number = u32::from_be_bytes([0, n0, n1, n2]);
        let fits = (MIN_SYMBOL_BYTES..=MAX_SYMBOL_BYTES).contains(&shape.symbol_bytes)
            && shape.size > 0
            && symbol.len() == usize::from(shape.symbol_bytes)
            && block < shape.blocks()
            && number < MAX_NUMBER;
        if fits { Ok(Self { shape, block, number, symbol: symbol.to_vec() }) } else { Err(damaged) }
    }
}

impl Shape {
    /// How many symbols the proof has.
    fn symbols(self) -> u32 {
        self.size.div_ceil(u32::from(self.symbol_bytes))
    }

    fn blocks(self) -> u8 {
        u8::try_from(self.symbols().div_ceil(MAX_BLOCK_SYMBOLS)).expect("limits allow 17 blocks")
    }

    /// How many symbols the larger blocks have.
    fn block_symbols(self) -> u32 {
        self.symbols().div_ceil(u32::from(self.blocks()))
    }

    fn config(self) -> ObjectTransmissionInformation {
        ObjectTransmissionInformation::new(u64::from(self.size), self.symbol_bytes, self.blocks(), 1, 1)
    }

    fn frame(self, packet: EncodingPacket) -> Frame {
        let (id, symbol) = packet.split();
        Frame { shape: self, block: id.source_block_number(), number: id.encoding_symbol_id(), symbol }
    }
}

/// One frame of each block in turn, so that a loss hits all alike.
fn interleaved(blocks: Vec<Vec<Frame>>) -> Vec<Frame> {
    let mut blocks: Vec<_> = blocks.into_iter().map(Vec::into_iter).collect();
    let mut frames = Vec::new();
    loop {
        let before = frames.len();
        frames.extend(blocks.iter_mut().filter_map(Iterator::next));
        if frames.len() == before {
            return frames;
        }
    }
}

fn transfer(packed: &[u8]) -> [u8; 8] {
    let digest = Hash::Sha256.of(&[packed]);
    digest.first_chunk().copied().expect("SHA-256 has 32 bytes")
}

const VERSION: u8 = 1;

/// Symbols are numbered below this; the fountain gives more than anybody shows.
const MAX_NUMBER: u32 = 1 << 20;

#[cfg(test)]
mod tests;
