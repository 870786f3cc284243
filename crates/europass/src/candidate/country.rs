//! Country codes: the CV editor takes ISO 3166-1 alpha-2 in lower case.

use vc::view::Concept;

/// The code of a country that a credential names: by its address at the Publications Office, or by its own code.
pub(super) fn code(country: &Concept) -> Option<String> {
    let named = country.id.as_deref().and_then(|id| id.strip_prefix(AUTHORITY)).and_then(alpha_2_of);
    let written = || country.label.0.values().find_map(|label| alpha_2(label));
    named.or_else(written)
}

/// The code itself, in lower case; `None` when it is no country's.
pub(super) fn alpha_2(code: &str) -> Option<String> {
    let code = code.trim().to_ascii_uppercase();
    (code.len() == 2 && pairs().any(|(_, two)| two == code)).then(|| code.to_ascii_lowercase())
}

/// Every code, in lower case.
pub(super) fn all() -> Vec<String> {
    pairs().map(|(_, two)| two.to_ascii_lowercase()).collect()
}

fn alpha_2_of(three: &str) -> Option<String> {
    pairs().find(|(known, _)| *known == three).map(|(_, two)| two.to_ascii_lowercase())
}

fn pairs() -> impl Iterator<Item = (&'static str, &'static str)> {
    CODES.split_ascii_whitespace().filter_map(|pair| pair.split_at_checked(3))
}

const AUTHORITY: &str = "http://publications.europa.eu/resource/authority/country/";

/// ISO 3166-1: alpha-3, then alpha-2.
const CODES: &str = "ABWAW AFGAF AGOAO AIAAI ALAAX ALBAL ANDAD AREAE ARGAR ARMAM ASMAS ATAAQ ATFTF ATGAG AUSAU AUTAT \
    AZEAZ BDIBI BELBE BENBJ BESBQ BFABF BGDBD BGRBG BHRBH BHSBS BIHBA BLMBL BLRBY BLZBZ BMUBM BOLBO \
    BRABR BRBBB BRNBN BTNBT BVTBV BWABW CAFCF CANCA CCKCC CHECH CHLCL CHNCN CIVCI CMRCM CODCD COGCG \
    COKCK COLCO COMKM CPVCV CRICR CUBCU CUWCW CXRCX CYMKY CYPCY CZECZ DEUDE DJIDJ DMADM DNKDK DOMDO \
    DZADZ ECUEC EGYEG ERIER ESHEH ESPES ESTEE ETHET FINFI FJIFJ FLKFK FRAFR FROFO FSMFM GABGA GBRGB \
    GEOGE GGYGG GHAGH GIBGI GINGN GLPGP GMBGM GNBGW GNQGQ GRCGR GRDGD GRLGL GTMGT GUFGF GUMGU GUYGY \
    HKGHK HMDHM HNDHN HRVHR HTIHT HUNHU IDNID IMNIM INDIN IOTIO IRLIE IRNIR IRQIQ ISLIS ISRIL ITAIT \
    JAMJM JEYJE JORJO JPNJP KAZKZ KENKE KGZKG KHMKH KIRKI KNAKN KORKR KWTKW LAOLA LBNLB LBRLR LBYLY \
    LCALC LIELI LKALK LSOLS LTULT LUXLU LVALV MACMO MAFMF MARMA MCOMC MDAMD MDGMG MDVMV MEXMX MHLMH \
    MKDMK MLIML MLTMT MMRMM MNEME MNGMN MNPMP MOZMZ MRTMR MSRMS MTQMQ MUSMU MWIMW MYSMY MYTYT NAMNA \
    NCLNC NERNE NFKNF NGANG NICNI NIUNU NLDNL NORNO NPLNP NRUNR NZLNZ OMNOM PAKPK PANPA PCNPN PERPE \
    PHLPH PLWPW PNGPG POLPL PRIPR PRKKP PRTPT PRYPY PSEPS PYFPF QATQA REURE ROURO RUSRU RWARW SAUSA \
    SDNSD SENSN SGPSG SGSGS SHNSH SJMSJ SLBSB SLESL SLVSV SMRSM SOMSO SPMPM SRBRS SSDSS STPST SURSR \
    SVKSK SVNSI SWESE SWZSZ SXMSX SYCSC SYRSY TCATC TCDTD TGOTG THATH TJKTJ TKLTK TKMTM TLSTL TONTO \
    TTOTT TUNTN TURTR TUVTV TWNTW TZATZ UGAUG UKRUA UMIUM URYUY USAUS UZBUZ VATVA VCTVC VENVE VGBVG \
    VIRVI VNMVN VUTVU WLFWF WSMWS YEMYE ZAFZA ZMBZM ZWEZW";

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use vc::view::Text;

    use super::*;

    #[test]
    fn countries_are_known_by_address_and_by_code() {
        let concept = |id: Option<&str>, label: &str| Concept {
            id: id.map(|code| format!("{AUTHORITY}{code}")),
            label: Text([("und".to_owned(), label.to_owned())].into()),
        };
        for (country, expected) in [
            (concept(Some("IRL"), "Ireland"), Some("ie")),
            (concept(Some("GRC"), "Greece"), Some("gr")),
            (concept(Some("EUR"), "European Union"), None),
            (concept(None, "FI"), Some("fi")),
            (concept(None, "fi "), Some("fi")),
            (concept(None, "Finland"), None),
            (concept(None, "XX"), None),
        ] {
            assert_eq!(code(&country).as_deref(), expected, "{country:?}");
        }
    }

    #[test]
    fn every_country_of_the_vocabulary_has_a_code() {
        let known: BTreeSet<_> = pairs().map(|(three, _)| three).collect();
        assert_eq!(known.len(), 249);
        // The Union, the Cape, Kosovo, and two entries that are no places.
        let others = BTreeSet::from(["1A0", "CPT", "EUR", "FQ0", "OP_DATPRO"]);
        let listed = crate::vocabulary::codes(AUTHORITY).collect::<BTreeSet<_>>();
        assert_eq!(listed.difference(&known).copied().collect::<BTreeSet<_>>(), others);
    }
}
