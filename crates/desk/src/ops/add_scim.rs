//! Adding a tenant from a SCIM server.

use super::add_file::Addition;
use crate::R;
use crate::desk::{Desk, Job};
use crate::reach::Secret;
use crate::source::Source;
use crate::wire::{ScimConnection, TenantReport};

impl Desk {
    /// Adds a tenant from a SCIM server. The token goes into the secret store and nowhere else.
    ///
    /// # Errors
    /// When the name is taken, the server cannot be read, no secret store works, or the policies refuse.
    pub async fn add_scim(
        &self,
        name: &str,
        connection: ScimConnection,
        token: Secret,
        job: &Job,
    ) -> R<TenantReport> {
        let (pack, environment) = (connection.pack.clone(), connection.environment);
        let source = Source::Scim { connection };
        let (pack, token) = (pack.as_deref(), Some(&token));
        self.add(Addition { name, source, pack, environment, token, find_out: false }, job).await
    }
}
