//! Names that tenants have or had: entries name tenants by id.

use crate::{Result, Store, Write};

impl Store {
    /// Ids of the tenants that have or had a name, without regard to case.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn tenants_named(&self, name: &str) -> Result<Vec<String>> {
        sqlx::query_scalar("SELECT id FROM tenant_names WHERE name = ? ORDER BY id")
            .bind(name)
            .fetch_all(self.pool())
            .await
            .map_err(|error| self.error(error))
    }
}

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
