//! The page. One program for both of its threads: the one that shows, and the one that reads in the background.

mod app;
mod browser;
mod clock;
mod engine;
mod extract;
mod fill_in;
mod finder;
mod history;
mod input;
mod link;
mod marks;
mod reader;
mod rules;
#[cfg(test)]
mod sample;
mod state;
mod view;
mod words;

fn main() {
    if browser::worker::inside() {
        reader::warm_up(0);
        let mut reader = reader::Reader::default();
        browser::worker::serve(move |request, say| reader.serve(request, say), reader::warm_up);
    } else {
        app::mount();
    }
}
