//! What the engine does at a load.

use crate::clock::{least, least_wall};
use crate::load::{Dice, Load, now};
use anyhow::{Result, ensure};
use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;
use steward_access::checks::{CheckInput, run_all};
use steward_access::{Access, Matrix, RowKind};
use steward_model::{Catalogue, ObjectIx, PermissionIx, PersonIx, RoleIx, Snapshot};

/// Times of one load.
pub struct Engine {
    /// Filling the memory of the matrix, mapped already.
    pub fill: Duration,
    /// The same, memory fresh from the system.
    pub fill_fresh: Duration,
    /// Full matrix into memory mapped already.
    pub matrix: Duration,
    /// The same, memory fresh from the system.
    pub matrix_fresh: Duration,
    /// On the wall, with one thread and with two.
    pub wall: (Duration, Duration),
    /// Compiling the snapshot.
    pub compile: Duration,
    /// One decision, half of them about an object.
    pub decide: Duration,
    /// One bit of the finished matrix.
    pub bit: Duration,
    /// All derivations of everything one person holds.
    pub derivations: Duration,
    /// How many derivations a person has.
    pub derivations_each: f64,
    /// All paths of one permission that is held, written out.
    pub paths: Duration,
    /// Effect of a role that gets other permissions.
    pub role_effect: Duration,
    /// Effect of a role that gets one more permission.
    pub role_effect_one: Duration,
    /// A window of 60 x 60 cells.
    pub window: Duration,
    /// All checks.
    pub checks: Duration,
    /// How many checks there are.
    pub checks_count: usize,
    /// Bytes of the matrix.
    pub matrix_bytes: usize,
    /// Bytes of the compiled tenant.
    pub compiled_bytes: usize,
    /// Resident memory that compiling and the matrix added, as far as the system tells.
    pub resident: Option<u64>,
}

/// Resident bytes of this process.
fn resident() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/self/statm").ok()?;
    Some(text.split_whitespace().nth(1)?.parse::<u64>().ok()? * 4096)
}

/// Questions of which about half are a yes.
pub fn questions(
    snapshot: &Snapshot,
    matrix: &Matrix,
    count: usize,
) -> Vec<(PersonIx, PermissionIx, Option<ObjectIx>)> {
    let mut dice = Dice::new(42);
    (0..count)
        .map(|at| {
            let person = PersonIx::from(dice.below(snapshot.people.len()));
            let held = matrix.count(person.0) as usize;
            let permission =
                if at % 2 == 0 && held > 0 { matrix.held(person.0).nth(dice.below(held)) } else { None };
            let permission = permission.unwrap_or_else(|| dice.below(snapshot.permissions.len()).into());
            let object = (at % 4 < 2).then(|| ObjectIx::from(dice.below(snapshot.objects.len())));
            (person, permission, object)
        })
        .collect()
}

/// Measures everything at a load.
///
/// # Errors
/// When the two threads' matrix is not the one thread's.
pub fn measure(load: &Load, snapshot: &Arc<Snapshot>) -> Result<(Engine, Access)> {
    let at = now()?;
    let catalogue = Arc::new(Catalogue::default());
    let before = resident();
    let access = Access::compile(snapshot.clone(), catalogue.clone());
    let mut matrix = access.matrix(RowKind::People, at);
    let resident = resident().zip(before).map(|(after, before)| after.saturating_sub(before));
    ensure!(matrix == access.matrix_threads(RowKind::People, at, 2), "two threads give another matrix");

    let runs = if load.people > 50_000 { 30 } else { 100 };
    let words = snapshot.people.len() * snapshot.permissions.len().div_ceil(64);
    let mut memory = vec![1u64; words];
    let fill = least(runs, || black_box(&mut memory).fill(black_box(3)));
    drop(memory);
    let fill_fresh = least(runs, || vec![black_box(1u64); words]);
    let matrix_time = least(runs, || access.matrix_into(RowKind::People, at, 1, &mut matrix));
    let matrix_fresh = least(runs, || access.matrix(RowKind::People, at));
    let one = least_wall(runs, || access.matrix_into(RowKind::People, at, 1, &mut matrix));
    let two = least_wall(runs, || access.matrix_into(RowKind::People, at, 2, &mut matrix));
    let compile = least(runs / 3, || Access::compile(snapshot.clone(), catalogue.clone()));

    let asked = questions(snapshot, &matrix, 100_000);
    let each = |time: Duration, count: usize| time / u32::try_from(count.max(1)).unwrap_or(u32::MAX);
    let decide = each(
        least(10, || asked.iter().filter(|(p, x, o)| access.decide(*p, *x, *o, at).allowed()).count()),
        asked.len(),
    );
    let bit = each(least(10, || asked.iter().filter(|(p, x, _)| matrix.has(p.0, *x)).count()), asked.len());
    let people: Vec<PersonIx> = asked.iter().map(|(p, ..)| *p).take(10_000).collect();
    let total: usize = people.iter().map(|p| access.derivations(*p, at).len()).sum();
    let derivations = each(
        least(5, || people.iter().map(|p| access.derivations(*p, at).len()).sum::<usize>()),
        people.len(),
    );
    let held: Vec<_> = asked.iter().filter(|(p, x, _)| matrix.has(p.0, *x)).take(2_000).collect();
    let paths = each(
        least(5, || {
            held.iter().map(|(p, x, _)| access.paths(*p, *x, None, at, 100).list.len()).sum::<usize>()
        }),
        held.len(),
    );

    let mut dice = Dice::new(7);
    let roles: Vec<(RoleIx, Vec<PermissionIx>)> = (0..snapshot.roles.len().min(100))
        .map(|_| {
            let gives =
                (0..dice.within(5, 60)).map(|_| dice.below(snapshot.permissions.len()).into()).collect();
            (dice.below(snapshot.roles.len()).into(), gives)
        })
        .collect();
    let role_effect = each(
        least(5, || {
            roles.iter().map(|(r, gives)| access.role_effect(*r, gives, at).changes.len()).sum::<usize>()
        }),
        roles.len(),
    );
    let grown: Vec<(RoleIx, Vec<PermissionIx>)> = (roles.iter())
        .map(|(role, other)| {
            let grants = snapshot.grants.iter().filter(|g| g.to == steward_model::Holder::Role(*role));
            (*role, grants.map(|g| g.permission).chain(other.first().copied()).collect())
        })
        .collect();
    let role_effect_one = each(
        least(5, || {
            grown.iter().map(|(r, gives)| access.role_effect(*r, gives, at).changes.len()).sum::<usize>()
        }),
        grown.len(),
    );

    let rows: Vec<u32> =
        (0..60).map(|_| asked.get(dice.below(asked.len())).map_or(0, |(p, ..)| p.0)).collect();
    let columns: Vec<PermissionIx> = access.columns().iter().copied().take(60).collect();
    let window = least(20, || access.cells(RowKind::People, &rows, &columns, at));
    let input = CheckInput { access: &access, at, baseline: None };
    let checks_count = run_all(&input).len();
    let checks = least(3, || run_all(&input).len());

    let engine = Engine {
        fill,
        fill_fresh,
        matrix: matrix_time,
        matrix_fresh,
        wall: (one, two),
        compile,
        decide,
        bit,
        derivations,
        derivations_each: total as f64 / people.len().max(1) as f64,
        paths,
        role_effect,
        role_effect_one,
        window,
        checks,
        checks_count,
        matrix_bytes: words * 8,
        compiled_bytes: access.bytes(),
        resident,
    };
    Ok((engine, access))
}
