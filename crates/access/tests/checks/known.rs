//! What those who tune the checks know of them.

use steward_access::checks::CHECKS;

#[test]
fn the_model_lists_every_check_with_the_numbers_that_it_reads() {
    let real: Vec<(&str, Vec<&str>)> = CHECKS
        .iter()
        .map(|check| (check.id, check.numbers.iter().map(|(name, _)| *name).collect()))
        .collect();
    let listed: Vec<(&str, Vec<&str>)> =
        steward_model::CHECKS.iter().map(|(id, numbers)| (*id, numbers.to_vec())).collect();
    assert_eq!(listed, real);
}
