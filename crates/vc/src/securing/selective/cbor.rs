//! The little CBOR (RFC 8949) that proof values are made of: whole numbers, byte strings, texts, lists and maps of
//! definite length.

/// Reads one item after the other.
pub(super) struct Reader<'b> {
    rest: &'b [u8],
}

/// Not CBOR, not of the kind that is expected, or cut off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CborFault;

impl<'b> Reader<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Self { rest: bytes }
    }

    /// A whole number that is not negative.
    pub(super) fn number(&mut self) -> Result<u64, CborFault> {
        self.head(0)
    }

    /// A byte string.
    pub(super) fn bytes(&mut self) -> Result<&'b [u8], CborFault> {
        let length = self.head(2)?;
        self.take(usize::try_from(length).map_err(|_| CborFault)?)
    }

    /// A text.
    pub(super) fn text(&mut self) -> Result<&'b str, CborFault> {
        let length = self.head(3)?;
        let bytes = self.take(usize::try_from(length).map_err(|_| CborFault)?)?;
        std::str::from_utf8(bytes).map_err(|_| CborFault)
    }

    /// The items of a list, each read by `read`.
    pub(super) fn list<T>(
        &mut self,
        mut read: impl FnMut(&mut Self) -> Result<T, CborFault>,
    ) -> Result<Vec<T>, CborFault> {
        let count = self.count(4, 1)?;
        (0..count).map(|_| read(self)).collect()
    }

    /// The entries of a map, each read by `read`.
    pub(super) fn map<T>(
        &mut self,
        mut read: impl FnMut(&mut Self) -> Result<T, CborFault>,
    ) -> Result<Vec<T>, CborFault> {
        let count = self.count(5, 2)?;
        (0..count).map(|_| read(self)).collect()
    }

    /// Exactly so many items in a list, which the caller reads.
    pub(super) fn list_of(&mut self, count: u64) -> Result<(), CborFault> {
        if self.head(4)? == count { Ok(()) } else { Err(CborFault) }
    }

    /// Passes at the end.
    pub(super) fn end(&self) -> Result<(), CborFault> {
        if self.rest.is_empty() { Ok(()) } else { Err(CborFault) }
    }

    /// A count of items that can all be there.
    fn count(&mut self, major: u8, item_bytes: usize) -> Result<usize, CborFault> {
        let count = usize::try_from(self.head(major)?).map_err(|_| CborFault)?;
        if count <= self.rest.len() / item_bytes { Ok(count) } else { Err(CborFault) }
    }

    /// The number that an item of a major type begins with.
    fn head(&mut self, major: u8) -> Result<u64, CborFault> {
        let [first] = self.take(1)? else { return Err(CborFault) };
        if first >> 5 != major {
            return Err(CborFault);
        }
        let length = match first & 0x1f {
            small @ 0..=23 => return Ok(u64::from(small)),
            24 => 1,
            25 => 2,
            26 => 4,
            27 => 8,
            _ => return Err(CborFault),
        };
        Ok(self.take(length)?.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
    }

    fn take(&mut self, length: usize) -> Result<&'b [u8], CborFault> {
        let (taken, rest) = self.rest.split_at_checked(length).ok_or(CborFault)?;
        self.rest = rest;
        Ok(taken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_read_in_their_order() {
        let bytes = [0x82, 0x43, 1, 2, 3, 0xa1, 0x18, 0x20, 0x19, 0x01, 0x00];
        let mut reader = Reader::new(&bytes);
        reader.list_of(2).unwrap();
        assert_eq!(reader.bytes(), Ok(&[1, 2, 3][..]));
        assert_eq!(reader.map(|reader| Ok((reader.number()?, reader.number()?))), Ok(vec![(32, 256)]));
        assert_eq!(reader.end(), Ok(()));
    }

    #[test]
    fn what_is_cut_off_or_of_another_kind_is_refused() {
        assert_eq!(Reader::new(&[0x44, 1, 2, 3]).bytes(), Err(CborFault));
        assert_eq!(Reader::new(&[0x64, 1, 2, 3, 4]).bytes(), Err(CborFault));
        assert_eq!(Reader::new(&[0x62, b'/', b'a']).text(), Ok("/a"));
        assert_eq!(Reader::new(&[0x62, b'/', 0xff]).text(), Err(CborFault));
        assert_eq!(Reader::new(&[0x20]).number(), Err(CborFault));
        assert_eq!(Reader::new(&[0x1b, 0, 0]).number(), Err(CborFault));
        assert_eq!(Reader::new(&[0x9f, 0, 0xff]).list(Reader::number), Err(CborFault));
        assert_eq!(
            Reader::new(&[0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]).list(Reader::number),
            Err(CborFault)
        );
        assert_eq!(Reader::new(&[0xba, 0x7f, 0xff, 0xff, 0xff, 0]).map(Reader::number), Err(CborFault));
        assert_eq!(Reader::new(&[0]).end(), Err(CborFault));
    }
}
