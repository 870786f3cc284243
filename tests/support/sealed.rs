//! A sealed credential taken apart, so that a test can change one thing and put it together again.

use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use serde_json::{Map, Value, json};

/// A JWS in the general JSON serialisation.
#[derive(Debug, Clone)]
pub struct Sealed {
    /// The whole object.
    pub root: Value,
}

impl Sealed {
    /// Takes a sealed file apart.
    ///
    /// # Panics
    /// When it is not JSON.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Self {
        Self { root: serde_json::from_slice(bytes).expect("a sealed file is JSON") }
    }

    /// The file again.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        self.root.to_string().into_bytes()
    }

    /// What is sealed.
    #[must_use]
    pub fn payload(&self) -> &str {
        self.root["payload"].as_str().unwrap_or_default()
    }

    /// Puts other content under the seal.
    pub fn set_payload(&mut self, payload: &str) {
        self.root["payload"] = json!(payload);
    }

    /// The protected header.
    ///
    /// # Panics
    /// When it cannot be read.
    #[must_use]
    pub fn protected(&self) -> Map<String, Value> {
        let text = self.root["signatures"][0]["protected"].as_str().expect("a protected header");
        decoded(text).as_object().expect("an object").clone()
    }

    /// Puts another protected header on.
    pub fn set_protected(&mut self, header: Map<String, Value>) {
        self.root["signatures"][0]["protected"] = json!(encoded(&Value::Object(header)));
    }

    /// The unsigned properties, decoded; none where there are none.
    ///
    /// # Panics
    /// When they cannot be read.
    #[must_use]
    pub fn unsigned(&self) -> Vec<Value> {
        let elements = self.root["signatures"][0]["header"]["etsiU"].as_array();
        elements.into_iter().flatten().map(|element| decoded(element.as_str().expect("base64url"))).collect()
    }

    /// Puts other unsigned properties on.
    pub fn set_unsigned(&mut self, elements: &[Value]) {
        let texts: Vec<String> = elements.iter().map(encoded).collect();
        self.root["signatures"][0]["header"]["etsiU"] = json!(texts);
    }

    /// The certificates of `xVals`, PEM.
    #[must_use]
    pub fn certificates(&self) -> Vec<String> {
        self.unsigned()
            .iter()
            .filter_map(|element| element["xVals"].as_array())
            .flatten()
            .filter_map(|entry| entry["x509Cert"]["val"].as_str())
            .map(|text| pem(&STANDARD.decode(text).expect("base64")))
            .collect()
    }
}

/// A certificate in PEM.
#[must_use]
pub fn pem(der: &[u8]) -> String {
    format!("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n", STANDARD.encode(der))
}

fn decoded(text: &str) -> Value {
    let bytes = URL_SAFE_NO_PAD.decode(text).expect("base64url");
    serde_json::from_slice(&bytes).expect("JSON")
}

fn encoded(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}
