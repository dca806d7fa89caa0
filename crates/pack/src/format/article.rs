//! The head of `articles/*.md`

use super::{LINE, MOMENT};
use schemars::JsonSchema;
use serde::Deserialize;

/// What stands between the two `+++` lines at the top of an article.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "head of an article")]
pub(crate) struct ArticleFront {
    /// Title, framed as an outcome, such as `To enforce strong passwords`.
    #[schemars(extend("pattern" = LINE))]
    #[expect(dead_code, reason = "read for its presence; the reference issue shows articles")]
    pub title: String,
    /// One sentence for lists.
    #[serde(default)]
    #[expect(dead_code, reason = "read for its type; the reference issue shows articles")]
    pub summary: Option<String>,
    /// Ids of permissions the article is about.
    #[serde(default)]
    pub permissions: Vec<String>,
    /// Day by which somebody should read it again.
    #[serde(default)]
    #[schemars(extend("pattern" = MOMENT))]
    pub review_by: Option<String>,
}
