//! The page. One program for both of its threads: the one that shows, and the one that reads in the background.

mod app;
mod browser;
mod engine;
mod marks;
#[cfg(test)]
mod sample;
mod state;
mod view;

fn main() {
    if browser::worker::inside() {
        engine::warm_up();
        browser::worker::serve(engine::answer);
    } else {
        app::mount();
    }
}
