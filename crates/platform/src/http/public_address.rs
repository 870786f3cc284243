//! Which addresses are on the public internet.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// True for an address that anybody on the internet reaches, and that is therefore no secret of the
/// network this machine is in (IANA special-purpose address registries, RFC 6890).
///
/// An IPv6 address that carries an IPv4 address is judged by the one it carries.
pub(super) fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => match carried_v4(address) {
            Some(carried) => is_public_v4(carried),
            None => is_public_v6(address),
        },
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let special = address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_documentation()
        || a == 0 // "this network"
        || (a == 100 && (64..128).contains(&b)) // shared by a carrier, RFC 6598
        || (a == 192 && b == 0 && c == 0) // protocol assignments
        || (a == 192 && b == 88 && c == 99) // 6to4 relays, withdrawn
        || (a == 198 && (18..20).contains(&b)) // benchmarks
        || a >= 240; // reserved, and broadcast
    !special
}

/// Global unicast is 2000::/3; within it, the blocks set aside are not public.
fn is_public_v6(address: Ipv6Addr) -> bool {
    let [a, b, ..] = address.segments();
    let global_unicast = (0x2000..0x4000).contains(&a);
    let special = match a {
        0x2001 => b < 0x0200 || b == 0x0db8, // protocol assignments such as Teredo; documentation
        0x3fff => b < 0x1000,                // documentation, RFC 9637
        _ => false,
    };
    global_unicast && !special
}

/// The IPv4 address that a gateway on the way may take out of an IPv6 one.
fn carried_v4(address: Ipv6Addr) -> Option<Ipv4Addr> {
    match address.segments() {
        // IPv4-mapped ::ffff:0:0/96, and NAT64 64:ff9b::/96 (RFC 6052)
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => Some(v4(high, low)),
        // 6to4 2002::/16 (RFC 3056)
        [0x2002, high, low, ..] => Some(v4(high, low)),
        _ => None,
    }
}

fn v4(high: u16, low: u16) -> Ipv4Addr {
    Ipv4Addr::from(u32::from(high) << 16 | u32::from(low))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn special_addresses_are_not_public() {
        let table = [
            ("this network", "0.0.0.0"),
            ("this network, last", "0.255.255.255"),
            ("private 10", "10.0.0.1"),
            ("private 172.16", "172.16.0.1"),
            ("private 172.31", "172.31.255.255"),
            ("private 192.168", "192.168.1.1"),
            ("carrier, first", "100.64.0.0"),
            ("carrier, last", "100.127.255.255"),
            ("loopback", "127.0.0.1"),
            ("loopback, last", "127.255.255.255"),
            ("link-local, cloud metadata", "169.254.169.254"),
            ("protocol assignments", "192.0.0.8"),
            ("documentation 1", "192.0.2.1"),
            ("documentation 2", "198.51.100.1"),
            ("documentation 3", "203.0.113.1"),
            ("6to4 relay", "192.88.99.1"),
            ("benchmark", "198.19.255.255"),
            ("multicast", "224.0.0.1"),
            ("reserved", "240.0.0.1"),
            ("broadcast", "255.255.255.255"),
            ("unspecified", "::"),
            ("loopback", "::1"),
            ("IPv4-compatible", "::10.0.0.1"),
            ("IPv4-compatible of a public one", "::93.184.215.14"),
            ("mapped loopback", "::ffff:127.0.0.1"),
            ("mapped private", "::ffff:192.168.0.1"),
            ("mapped metadata", "::ffff:a9fe:a9fe"),
            ("NAT64 of private", "64:ff9b::10.0.0.1"),
            ("NAT64 of loopback", "64:ff9b::7f00:1"),
            ("NAT64 for local use", "64:ff9b:1::5db8:d70e"),
            ("6to4 of private", "2002:0a00:0001::1"),
            ("6to4 of metadata", "2002:a9fe:a9fe::"),
            ("discard", "100::1"),
            ("Teredo", "2001:0:4136:e378:8000:63bf:3fff:fdd2"),
            ("benchmark", "2001:2::1"),
            ("ORCHIDv2", "2001:20::1"),
            ("documentation", "2001:db8::1"),
            ("documentation, new", "3fff:fff::1"),
            ("segment routing", "5f00::1"),
            ("unique local fc", "fc00::1"),
            ("unique local fd", "fd12:3456::1"),
            ("link-local", "fe80::1"),
            ("link-local, last", "febf::1"),
            ("site-local", "fec0::1"),
            ("multicast", "ff02::1"),
        ];
        for (name, address) in table {
            assert!(!is_public(address.parse().unwrap()), "{name}: {address}");
        }
    }

    #[test]
    fn neighbours_of_special_addresses_are_public() {
        let table = [
            "1.1.1.1",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "126.255.255.255",
            "128.0.0.0",
            "169.253.255.255",
            "172.15.255.255",
            "172.32.0.0",
            "192.0.1.0",
            "192.88.98.255",
            "192.167.255.255",
            "192.169.0.0",
            "198.17.255.255",
            "198.20.0.0",
            "223.255.255.255",
            "2001:200::1",
            "2001:db9::1",
            "2606:4700::1111",
            "3fff:1000::1",
            "::ffff:93.184.215.14",
            "64:ff9b::93.184.215.14",
            "2002:5db8:d70e::1",
        ];
        for address in table {
            assert!(is_public(address.parse().unwrap()), "{address}");
        }
    }
}
