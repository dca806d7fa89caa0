//! Names that tenants have or had: entries name tenants by id.

use crate::{Result, Write};

impl Write {
    /// Keeps the name of a tenant for as long as the ledger speaks of it.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn name_tenant(&mut self, id: &str, name: &str) -> Result<()> {
        let done = sqlx::query("INSERT INTO tenant_names (id, name) VALUES (?, ?) ON CONFLICT DO NOTHING")
            .bind(id)
            .bind(name)
            .execute(self.db())
            .await;
        done.map(drop).map_err(|error| self.error(error))
    }
}
