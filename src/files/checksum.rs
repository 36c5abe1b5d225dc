//! Tells bytes that were damaged from those that were written. No proof against whoever means to deceive.

const FACTORS: [u64; 4] = [0x9e37_79b9_7f4a_7c15, 0xbf58_476d_1ce4_e5b9, 0x94d0_49bb_1331_11eb, 0xd6e8_feb8_6659_fd93];

/// Bytes that are taken in at once, an eighth part of a lane each.
const BLOCK: usize = 32;

/// 64 bits of all bytes and their number. Each step of a lane can be undone, so that no change within one word goes
/// unseen.
pub(crate) fn checksum(bytes: &[u8]) -> u64 {
    let mut lanes = FACTORS;
    let mut blocks = bytes.chunks_exact(BLOCK);
    blocks.by_ref().for_each(|block| take_in(&mut lanes, block));
    let mut last = [0; BLOCK];
    last[..blocks.remainder().len()].copy_from_slice(blocks.remainder());
    take_in(&mut lanes, &last);
    lanes.into_iter().fold(bytes.len() as u64, |sum, lane| spread(sum ^ lane))
}

fn take_in(lanes: &mut [u64; 4], block: &[u8]) {
    for ((lane, word), factor) in lanes.iter_mut().zip(block.chunks_exact(8)).zip(FACTORS) {
        let word = word.try_into().map_or(0, u64::from_le_bytes);
        // Twice, so that the highest bit of a word reaches many of those that follow.
        *lane = (*lane ^ word).wrapping_mul(factor).rotate_left(29).wrapping_mul(FACTORS[0]);
    }
}

/// A step of splitmix64, which can be undone.
fn spread(mut number: u64) -> u64 {
    number = (number ^ number >> 30).wrapping_mul(FACTORS[1]);
    number = (number ^ number >> 27).wrapping_mul(FACTORS[2]);
    number ^ number >> 31
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_bit_and_every_length_shows() {
        let whole: Vec<u8> = (0..200_u8).map(|byte| byte.wrapping_mul(37)).collect();
        let mut seen: HashSet<u64> = (0..=whole.len()).map(|length| checksum(&whole[..length])).collect();
        assert_eq!(seen.len(), whole.len() + 1, "lengths");
        for bit in 0..whole.len() * 8 {
            let mut spoilt = whole.clone();
            spoilt[bit / 8] ^= 1 << (bit % 8);
            assert!(seen.insert(checksum(&spoilt)), "bit {bit}");
        }
        let zeros: HashSet<u64> = (0..100).map(|length| checksum(&vec![0; length])).collect();
        assert_eq!(zeros.len(), 100, "zeros count too");
    }

    /// Files on disk carry it: another value would throw all of them away.
    #[test]
    fn the_sum_is_the_same_in_every_release() {
        assert_eq!(checksum(b"acquis"), 3_776_362_800_283_614_263);
        assert_eq!(checksum(&[7; 100]), 2_195_354_184_434_161_853);
    }
}
