//! Holds the repository to its own rules; there is nothing here but tests.

#![cfg(test)]

mod extension;
mod glossary;
mod rooms;
mod tree;
