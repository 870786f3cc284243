//! Open Badges 3.0: what their achievements mean as awards.

use stack::{Award, Kind};
use vc::view::{Claim, Concept, Credit};

use super::{common, credits};

/// An achievement that is completed. One whose result says that it was failed, or is still under way, is none.
///
/// Open Badges does not name the framework of its credits, so it stays unstated.
pub(super) fn award(claim: &Claim) -> Option<Award> {
    let open = |status: &String| status != "Completed";
    if claim.results.iter().filter_map(|result| result.status.as_ref()).any(open) {
        return None;
    }
    let shared = common(claim, kind(claim));
    let available = claim.credits_available.as_ref();
    let available =
        || available.map(|points| Credit { framework: Concept::default(), points: points.clone() });
    Some(Award {
        codes: codes(claim),
        credits: shared.credits.clone().or_else(|| available().as_ref().and_then(credits)),
        grade: claim.results.iter().find_map(|result| result.value.clone()),
        ..shared
    })
}

/// The code that people know it by, the identifier of the achievement, and the codes of credentials that the
/// issuer says it is. An alignment to a skill is no code: many achievements may share it.
fn codes(claim: &Claim) -> Vec<String> {
    let same =
        claim.alignments.iter().filter(|alignment| alignment.kind.as_deref() == Some("ceterms:Credential"));
    let mut codes: Vec<String> = claim.code.iter().chain(&claim.id).cloned().collect();
    codes.extend(same.filter_map(|alignment| alignment.code.clone()));
    codes
}

/// By the type of the achievement: what leads to a degree or diploma is formal, what is done at work
/// work-based, and everything else organised learning outside both.
fn kind(claim: &Claim) -> Kind {
    let Some(kind) = claim.achievement_type.as_deref() else { return Kind::NonFormal };
    match kind {
        "ext:RecognitionOfPriorLearning" => Kind::PriorLearning,
        _ if kind.ends_with("Degree") => Kind::Formal,
        "Diploma" | "SecondarySchoolDiploma" | "GeneralEducationDevelopment" => Kind::Formal,
        "ApprenticeshipCertificate" | "JourneymanCertificate" | "MasterCertificate" => Kind::WorkBased,
        _ => Kind::NonFormal,
    }
}
