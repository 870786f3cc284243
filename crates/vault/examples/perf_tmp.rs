use std::time::Instant;
use vault::*;
fn main() {
    let n: u32 = std::env::args().nth(1).unwrap().parse().unwrap();
    let dir = std::path::PathBuf::from(std::env::args().nth(2).unwrap());
    let key = DatabaseKey::from_slice(&[1; 32]).unwrap();
    let place = KeyFile::Keychain(KeychainEntry { entry: "t".into() });
    let mut v = Vault::create(&dir, &key, &place).unwrap();
    let words = [
        "battery",
        "industry",
        "working",
        "safety",
        "voltage",
        "passport",
        "traceability",
        "welding",
        "chemistry",
        "logistics",
    ];
    let t = Instant::now();
    for i in 0..n {
        let body = format!("{i:0>2500}");
        let text = format!(
            "{} {} {} person{i}",
            words[i as usize % 10],
            words[(i as usize / 10) % 10],
            words[(i as usize / 100) % 10]
        )
        .repeat(8);
        v.put(&NewRecord {
            original: body.as_bytes(),
            part: 0,
            file_name: None,
            stored_at: "",
            card: IndexCard {
                title: format!("t{}", i * 7919 % n),
                issuer: format!("i{}", i % 50),
                issued: Some(i as i64 * 7919 % n as i64),
                expires: None,
                search_text: text,
                face: "x".repeat(300),
            },
            judgement: Judgement { checked_at: "".into(), report: "y".repeat(3000), evidence: "{}".into() },
        })
        .unwrap();
    }
    println!("put {n}: {:?}", t.elapsed());
    drop(v);
    let t = Instant::now();
    let v = Vault::open(&dir, &key).unwrap();
    println!("open {:?} count {} {:?}", t.elapsed(), v.count().unwrap(), t.elapsed());
    for (q, l) in [
        ("", Some(100)),
        ("", None),
        ("person77", Some(100)),
        ("battery", Some(100)),
        ("battery", None),
        ("batt weld", Some(100)),
        ("b", Some(100)),
        ("person", Some(100)),
    ] {
        let t = Instant::now();
        let c = v.list(q, Order::Issued, l).unwrap().len();
        println!("{q:?} {l:?}: {c} in {:?}", t.elapsed());
    }
}
