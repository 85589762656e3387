//! Style, script and icon: files of the source, baked in, served under the hash of their
//! content, so that a browser keeps them for good.

use std::sync::LazyLock;

use axum::body::{Body, Bytes};
use axum::extract::Path;
use axum::http::header::CACHE_CONTROL;
use axum::http::{HeaderValue, Response};

use super::cache::Content;
use super::problem::Problem;
use super::reply::{plain, problem_details};

struct Asset {
    stem: &'static str,
    extension: &'static str,
    kind: &'static str,
    bytes: &'static [u8],
}

const ASSETS: [Asset; 3] = [
    Asset {
        stem: "style",
        extension: "css",
        kind: "text/css; charset=utf-8",
        bytes: include_bytes!("assets/style.css"),
    },
    Asset {
        stem: "app",
        extension: "js",
        kind: "text/javascript; charset=utf-8",
        bytes: include_bytes!("assets/app.js"),
    },
    Asset {
        stem: "icon",
        extension: "svg",
        kind: "image/svg+xml",
        bytes: include_bytes!("assets/icon.svg"),
    },
];

static NAMES: LazyLock<[String; 3]> = LazyLock::new(|| {
    ASSETS.map(|asset| {
        let hash = xxhash_rust::xxh3::xxh3_64(asset.bytes);
        format!("{}-{hash:016x}.{}", asset.stem, asset.extension)
    })
});

/// The address of the style sheet.
pub fn style() -> String {
    format!("/assets/{}", NAMES[0])
}

/// The address of the script.
pub fn script() -> String {
    format!("/assets/{}", NAMES[1])
}

/// The address of the icon.
pub fn icon() -> String {
    format!("/assets/{}", NAMES[2])
}

/// `/assets/{name}`.
pub async fn answer(Path(name): Path<String>) -> Response<Body> {
    let found = NAMES.iter().position(|known| *known == name);
    let Some(asset) = found.map(|at| &ASSETS[at]) else {
        return problem_details(&Problem::no_page());
    };
    let mut response = plain(Content::new(asset.kind, Bytes::from_static(asset.bytes)));
    let forever = HeaderValue::from_static("public, max-age=31536000, immutable");
    response.headers_mut().insert(CACHE_CONTROL, forever);
    response
}
