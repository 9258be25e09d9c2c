//! Where the card goes.
//!
//! Pure geometry in CSS pixels of the viewport. Reading the page and moving
//! the card are the page's business.

/// A rectangle; `width` and `height` are not negative.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rect {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

impl Rect {
    /// Right edge.
    pub fn right(&self) -> f64 {
        self.x + self.width
    }

    /// Bottom edge.
    pub fn bottom(&self) -> f64 {
        self.y + self.height
    }

    /// Whether a point lies inside or on the edge.
    pub fn contains(&self, x: f64, y: f64) -> bool {
        x >= self.x && x <= self.right() && y >= self.y && y <= self.bottom()
    }

    /// The same, with this much more on every side.
    pub fn grown(&self, by: f64) -> Rect {
        Rect { x: self.x - by, y: self.y - by, width: self.width + 2.0 * by, height: self.height + 2.0 * by }
    }

    /// Whether the two share an area.
    pub fn overlaps(&self, other: &Rect) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }
}

/// Where a card was placed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Placed {
    /// The card's left edge.
    pub x: f64,
    /// The card's top edge.
    pub y: f64,
    /// The height that it may take; more of it scrolls inside.
    pub max_height: f64,
}

/// Space between the word and the card; the pointer crosses it on its way.
pub const GAP: f64 = 2.0;
/// Space between the card and the edge of the viewport.
pub const MARGIN: f64 = 8.0;

/// What a card must not cover: the line of a word that is pointed at, as tall
/// as all of the word's lines together, so that the others stay free too.
///
/// Lines that lie further apart than `far` (columns of a page) do not count.
pub fn all_lines(line: Rect, lines: &[Rect], far: f64) -> Rect {
    let near = lines.iter().filter(|other| other.y - line.bottom() <= far && line.y - other.bottom() <= far);
    let (top, bottom) = near
        .fold((line.y, line.bottom()), |(top, bottom), other| (top.min(other.y), bottom.max(other.bottom())));
    Rect { y: top, height: bottom - top, ..line }
}

/// Places a card of `width` by `height` at a word's box `word`, so that it
/// stays inside a viewport of `view_width` by `view_height` and never covers
/// the word: below it where there is room, else above, else beside, else on
/// the side with the most room, with less height.
pub fn place(word: Rect, width: f64, height: f64, view_width: f64, view_height: f64) -> Placed {
    let below = view_height - MARGIN - (word.bottom() + GAP);
    let above = word.y - GAP - MARGIN;
    let x = word.x.min(view_width - MARGIN - width).max(MARGIN);
    if height <= below {
        return Placed { x, y: word.bottom() + GAP, max_height: below };
    }
    if height <= above {
        return Placed { x, y: word.y - GAP - height, max_height: above };
    }
    let right = view_width - MARGIN - (word.right() + GAP);
    let left = word.x - GAP - MARGIN;
    if width <= right.max(left) {
        let max_height = view_height - 2.0 * MARGIN;
        let height = height.min(max_height);
        return Placed {
            x: if width <= right { word.right() + GAP } else { word.x - GAP - width },
            y: word.y.min(view_height - MARGIN - height).max(MARGIN),
            max_height,
        };
    }
    if below >= above {
        Placed { x, y: word.bottom() + GAP, max_height: below.max(0.0) }
    } else {
        Placed { x, y: MARGIN, max_height: above.max(0.0) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VIEW: (f64, f64) = (1000.0, 800.0);

    fn word(x: f64, y: f64) -> Rect {
        Rect { x, y, width: 40.0, height: 20.0 }
    }

    #[test]
    fn stays_inside_and_off_the_word_everywhere() {
        for (view_width, view_height) in [VIEW, (360.0, 640.0), (1000.0, 260.0)] {
            for column in 0..=20 {
                for row in 0..=20 {
                    let word = word(
                        (view_width - 40.0) * f64::from(column) / 20.0,
                        (view_height - 20.0) * f64::from(row) / 20.0,
                    );
                    let (width, height) = (320.0, 240.0);
                    let placed = place(word, width, height, view_width, view_height);
                    let card =
                        Rect { x: placed.x, y: placed.y, width, height: height.min(placed.max_height) };
                    assert!(!card.overlaps(&word), "{word:?} {card:?}");
                    assert!(card.x >= 0.0 && card.right() <= view_width, "{word:?} {card:?}");
                    assert!(card.y >= 0.0 && card.bottom() <= view_height, "{word:?} {card:?}");
                }
            }
        }
    }

    #[test]
    fn lines_count_together_unless_far_apart() {
        let (first, second, column) = (word(200.0, 100.0), word(20.0, 124.0), word(500.0, 400.0));
        let all = all_lines(first, &[first, second, column], 50.0);
        assert_eq!((all.x, all.y, all.bottom()), (200.0, 100.0, 144.0));
    }

    #[test]
    fn below_first_then_above() {
        assert_eq!(place(word(100.0, 100.0), 320.0, 200.0, VIEW.0, VIEW.1).y, 122.0);
        assert_eq!(place(word(100.0, 760.0), 320.0, 200.0, VIEW.0, VIEW.1).y, 558.0);
    }
}
