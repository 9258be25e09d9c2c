//! Holds the repository to its own rules; there is nothing here but tests.

#![allow(clippy::expect_used, reason = "a test stops where it fails")]
#![cfg(test)]

mod extension;
mod glossary;
mod rooms;
mod tree;
