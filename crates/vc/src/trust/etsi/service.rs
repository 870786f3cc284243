//! The services on a trusted list, and when each was granted (ETSI TS 119 612 §5.4–5.6).

use jiff::Timestamp;
use roxmltree::Node;

use super::scheme::{Scheme, name};
use super::{TSL, time};
use crate::limits::MAX_LISTED;
use crate::trust::fault::missing;
use crate::trust::{KeyUse, ListedCertificate, Period, TrustListFault, TrustedIssuer, TrustedKey};
use crate::xml::{children, only, signed, text};

/// The keys that the list vouches for.
#[derive(Debug, Clone)]
pub(super) struct Services(pub(super) Vec<TrustedIssuer>);

impl Services {
    /// Reads every service that was ever granted. A certificate that cannot be read vouches for nothing.
    pub(super) fn read(root: Node<'_, '_>, scheme: &Scheme) -> Result<Self, TrustListFault> {
        let providers = only(root, (TSL, "TrustServiceProviderList"));
        let mut listed = Vec::new();
        for provider in providers.into_iter().flat_map(|list| children(list, (TSL, "TrustServiceProvider"))) {
            let provider_name = only(provider, (TSL, "TSPInformation"))
                .and_then(|about| only(about, (TSL, "TSPName")))
                .and_then(name)
                .unwrap_or_default();
            let services = only(provider, (TSL, "TSPServices"));
            for service in services.into_iter().flat_map(|all| children(all, (TSL, "TSPService"))) {
                for (key_use, periods) in granted(service)? {
                    listed.extend(certificates(service).map(|certificate| TrustedIssuer {
                        name: provider_name.to_owned(),
                        country: Some(country(&scheme.territory).to_owned()),
                        in_force: Some(periods.clone()),
                        key: TrustedKey::X509 {
                            spki_sha256: certificate.spki_sha256(),
                            organization_identifier: None,
                            key_use,
                            certificate: Some(certificate),
                        },
                    }));
                    if listed.len() > MAX_LISTED {
                        return Err(TrustListFault::TooLarge);
                    }
                }
            }
        }
        Ok(Self(listed))
    }
}

/// What a service was at one time.
struct Standing {
    from: Timestamp,
    /// For what it was granted, if it was.
    granted: Option<KeyUse>,
}

/// For what a service was granted, and when.
fn granted(service: Node<'_, '_>) -> Result<Vec<(KeyUse, Vec<Period>)>, TrustListFault> {
    let now = only(service, (TSL, "ServiceInformation"));
    let now = now.ok_or_else(|| missing("/TrustServiceProviderList//ServiceInformation"))?;
    let history = only(service, (TSL, "ServiceHistory"));
    let before = history.into_iter().flat_map(|all| children(all, (TSL, "ServiceHistoryInstance")));
    let mut standings =
        std::iter::once(now).chain(before).map(Standing::read).collect::<Result<Vec<_>, _>>()?;
    // Of two that begin together, the one that stands first is the later one.
    standings.reverse();
    standings.sort_by_key(|standing| standing.from);
    let uses = [KeyUse::Seal, KeyUse::Timestamp].map(|key_use| (key_use, periods(&standings, key_use)));
    Ok(uses.into_iter().filter(|(_, periods)| !periods.is_empty()).collect())
}

impl Standing {
    fn read(instance: Node<'_, '_>) -> Result<Self, TrustListFault> {
        let field = |name| only(instance, (TSL, name)).and_then(text);
        let wrong = |name: &str| missing(&format!("/TrustServiceProviderList//{name}"));
        let needed = |name| field(name).ok_or_else(|| wrong(name));
        let from = needed("StatusStartingTime")?;
        let key_use = match needed("ServiceTypeIdentifier")? {
            ISSUES_QUALIFIED_CERTIFICATES if is_for_seals(instance) => Some(KeyUse::Seal),
            QUALIFIED_TIME_STAMPS => Some(KeyUse::Timestamp),
            _ => None,
        };
        Ok(Self {
            from: time(from).ok_or_else(|| wrong("StatusStartingTime"))?,
            granted: key_use.filter(|_| field("ServiceStatus") == Some(GRANTED)),
        })
    }
}

/// The times at which a service was granted for one use, none before the regulation applied.
fn periods(standings: &[Standing], key_use: KeyUse) -> Vec<Period> {
    let applies: Timestamp = APPLIES.parse().expect("a constant");
    let mut periods: Vec<Period> = Vec::new();
    for (at, standing) in standings.iter().enumerate() {
        let until = standings.get(at + 1).map(|next| next.from);
        if standing.granted != Some(key_use) || until.is_some_and(|until| until <= applies) {
            continue;
        }
        let from = standing.from.max(applies);
        match periods.last_mut() {
            Some(last) if last.until == Some(from) => last.until = until,
            _ => periods.push(Period { from, until }),
        }
    }
    periods
}

/// A service that says what its certificates are for must say that they are for seals (§5.5.9.4).
fn is_for_seals(instance: Node<'_, '_>) -> bool {
    let extensions = only(instance, (TSL, "ServiceInformationExtensions"));
    let stated: Vec<&str> = extensions
        .into_iter()
        .flat_map(|all| {
            all.descendants().filter(|node| node.has_tag_name((TSL, "AdditionalServiceInformation")))
        })
        .filter_map(|information| only(information, (TSL, "URI")).and_then(text))
        .filter_map(|uri| uri.strip_prefix(MADE_FOR))
        .collect();
    stated.is_empty() || stated.contains(&"eSeals")
}

fn certificates<'a>(service: Node<'a, '_>) -> impl Iterator<Item = ListedCertificate> {
    only(service, (TSL, "ServiceInformation"))
        .and_then(|now| only(now, (TSL, "ServiceDigitalIdentity")))
        .into_iter()
        .flat_map(|identity| children(identity, (TSL, "DigitalId")))
        .filter_map(|id| only(id, (TSL, "X509Certificate")))
        .filter_map(|node| ListedCertificate::read(&signed::bytes(node)?))
}

/// The scheme writes two countries in its own way (§5.3.10).
fn country(territory: &str) -> &str {
    match territory {
        "EL" => "GR",
        "UK" => "GB",
        other => other,
    }
}

const ISSUES_QUALIFIED_CERTIFICATES: &str = "http://uri.etsi.org/TrstSvc/Svctype/CA/QC";
const QUALIFIED_TIME_STAMPS: &str = "http://uri.etsi.org/TrstSvc/Svctype/TSA/QTST";
const GRANTED: &str = "http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/granted";
/// `eSignatures`, `eSeals` and `WebSiteAuthentication` follow.
const MADE_FOR: &str = "http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/For";
/// When Regulation (EU) 910/2014 began to apply to trust services. Before, nothing was qualified for seals.
const APPLIES: &str = "2016-07-01T00:00:00Z";
