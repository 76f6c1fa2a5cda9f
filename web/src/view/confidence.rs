//! How sure a cause is, in words, as a number and as a bar.

use yew::prelude::*;

use crate::words::confidence as words;

/// "Likely, 84 %".
pub(crate) fn confidence(confidence: f64) -> Html {
    let percent = percent(confidence);
    html! {
        <p class="confidence">
            <svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
                <rect class="track" width="100" height="6" />
                <rect class="filled-part" width={percent.to_string()} height="6" />
            </svg>
            <span>{ in_words(confidence) }{ ", " }{ words::percent(percent) }</span>
        </p>
    }
}

/// The number in words.
pub(crate) fn in_words(confidence: f64) -> &'static str {
    match percent(confidence) {
        90.. => words::ALMOST_CERTAIN,
        75.. => words::LIKELY,
        50.. => words::RATHER,
        25.. => words::POSSIBLE,
        _ => words::UNLIKELY,
    }
}

/// Whole percent. Nothing read from a paste is sure beyond 99.
pub(crate) fn percent(confidence: f64) -> u8 {
    // Cast after the clamp: between 0 and 99.
    (confidence * 100.0).round().clamp(0.0, 99.0) as u8
}

#[cfg(test)]
mod tests {
    use super::super::rendered::text_of;
    use super::*;

    #[test]
    fn says_it_in_words_and_as_a_number() {
        assert_eq!(text_of(confidence(0.94)), "Almost certain, 94 %");
        assert_eq!(text_of(confidence(0.5)), "More likely than not, 50 %");
    }

    #[test]
    fn never_claims_to_be_beyond_doubt() {
        assert_eq!((percent(1.0), percent(7.0), percent(-1.0), percent(f64::NAN)), (99, 99, 0, 0));
    }
}
