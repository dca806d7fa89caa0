//! The real binary on real workspaces: exit code, standard output, standard error.

mod access;
mod bench;
mod cedar;
mod errors;
mod export;
mod files;
mod findings;
mod generated;
mod matrix;
mod pack;
mod practice;
mod workspace;
