//! Charts as SVG texts, to stand in a page. Their four colours are named by the page, for light and dark.

use plotters::prelude::*;

/// Width and height in pixels; the page scales them.
const SIZE: (u32, u32) = (720, 220);
const INK: &str = "#111111";
const GRID: &str = "#CCCCCC";
const ACCENT: &str = "#1F77B4";
const SECOND: &str = "#D95F02";

/// The rules of a page that give the charts its own colours, `--ink`, `--grid`, `--accent` and `--second`.
pub(crate) fn coloured() -> String {
    let named = [(INK, "ink"), (GRID, "grid"), (ACCENT, "accent"), (SECOND, "second")];
    let rule = |(colour, name): (&str, &str)| {
        format!(
            "svg [fill=\"{colour}\"] {{ fill: var(--{name}); }} svg [stroke=\"{colour}\"] {{ stroke: var(--{name}); }}\n"
        )
    };
    named.map(rule).concat()
}

const fn ink() -> RGBColor {
    RGBColor(0x11, 0x11, 0x11)
}

const fn grid() -> RGBColor {
    RGBColor(0xcc, 0xcc, 0xcc)
}

const fn accent() -> RGBColor {
    RGBColor(0x1f, 0x77, 0xb4)
}

const fn second() -> RGBColor {
    RGBColor(0xd9, 0x5f, 0x02)
}

/// A number for each day, as bars; `label` names a day by its place.
pub(crate) fn bars(told: &str, values: &[f64], label: impl Fn(usize) -> String) -> Option<String> {
    let highest = values.iter().copied().fold(1.0, f64::max) * 1.05;
    let places = place(values.len());
    drawn(told, |root| {
        let mut chart = ChartBuilder::on(root)
            .margin(8)
            .margin_right(24)
            .x_label_area_size(28)
            .y_label_area_size(44)
            .build_cartesian_2d(0.0..places, 0.0..highest)?;
        chart
            .configure_mesh()
            .disable_x_mesh()
            .axis_style(ink())
            .bold_line_style(grid())
            .light_line_style(TRANSPARENT)
            .label_style(("sans-serif", 13, &ink()))
            .x_labels(7)
            .x_label_formatter(&|at| named(*at, values.len(), &label))
            .y_labels(5)
            .y_label_formatter(&|value| format!("{value:.0}"))
            .draw()?;
        let bar = |(at, value): (usize, &f64)| {
            Rectangle::new([(place(at) + 0.1, 0.0), (place(at) + 0.9, *value)], accent().filled())
        };
        chart.draw_series(values.iter().enumerate().filter(|(_, value)| **value > 0.0).map(bar))?;
        Ok(())
    })
}

/// Predicted against actual recall, shares of 1, with counts: on the diagonal they agree.
pub(crate) fn calibration(told: &str, points: &[(f64, f64, usize)]) -> Option<String> {
    let lowest = points.iter().flat_map(|point| [point.0, point.1]).fold(0.8, f64::min);
    let lowest = ((lowest - 0.05) * 10.0).floor().max(0.0) / 10.0;
    drawn(told, |root| {
        let mut chart = ChartBuilder::on(root)
            .margin(8)
            .margin_right(24)
            .x_label_area_size(28)
            .y_label_area_size(44)
            .build_cartesian_2d(lowest..1.0, lowest..1.02)?;
        let percent = |value: &f64| format!("{:.0} %", value * 100.0);
        chart
            .configure_mesh()
            .axis_style(ink())
            .bold_line_style(grid())
            .light_line_style(TRANSPARENT)
            .label_style(("sans-serif", 13, &ink()))
            .x_label_formatter(&percent)
            .y_labels(5)
            .y_label_formatter(&percent)
            .draw()?;
        chart.draw_series(LineSeries::new([(lowest, lowest), (1.0, 1.0)], second().stroke_width(2)))?;
        let line = points.iter().map(|&(predicted, actual, _)| (predicted, actual));
        chart.draw_series(LineSeries::new(line.clone(), accent().stroke_width(2)))?;
        chart.draw_series(line.map(|point| Circle::new(point, 4, accent().filled())))?;
        let count = |&(predicted, actual, count): &(f64, f64, usize)| {
            Text::new(count.to_string(), (predicted, actual - 0.02), ("sans-serif", 12).into_font().color(&ink()))
        };
        chart.draw_series(points.iter().map(count))?;
        Ok(())
    })
}

type Area<'a> = DrawingArea<SVGBackend<'a>, plotters::coord::Shift>;
type Drawn<'a> = Result<(), DrawingAreaErrorKind<<SVGBackend<'a> as DrawingBackend>::ErrorType>>;

/// The SVG with what a screen reader is told; none if it could not be drawn.
fn drawn(told: &str, draw: impl for<'a> Fn(&Area<'a>) -> Drawn<'a>) -> Option<String> {
    let mut svg = String::new();
    let result = {
        let root = SVGBackend::with_string(&mut svg, SIZE).into_drawing_area();
        draw(&root).and_then(|()| root.present())
    };
    result.ok()?;
    let label: String = told.chars().filter(|letter| !matches!(letter, '<' | '>' | '&' | '"')).collect();
    Some(svg.replacen("<svg ", &format!("<svg role=\"img\" aria-label=\"{label}\" "), 1))
}

#[expect(clippy::cast_precision_loss, reason = "a day's place")]
fn place(at: usize) -> f64 {
    at as f64
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a day's place")]
fn named(at: f64, days: usize, label: &impl Fn(usize) -> String) -> String {
    if at >= 0.0 && (at as usize) < days { label(at as usize) } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chart_has_only_the_colours_that_the_page_names() {
        let svg = bars("days", &[1.0, 4.0, 0.0], |at| at.to_string()).expect("drawn");
        let colours = svg.split("=\"#").skip(1).map(|rest| format!("#{}", &rest[..6]));
        for colour in colours {
            assert!([INK, GRID, ACCENT, SECOND].contains(&colour.as_str()), "{colour} in {svg}");
        }
        assert_eq!(svg.matches("<rect").count(), 2);
        assert!(svg.starts_with("<svg role=\"img\" aria-label=\"days\""));
    }

    #[test]
    fn calibration_marks_every_band() {
        let svg = calibration("recall", &[(0.7, 0.6, 12), (0.9, 0.92, 345)]).expect("drawn");
        assert!(svg.contains("345") && svg.matches("<circle").count() == 2, "{svg}");
    }
}
