//! Units of measure and currencies, as far as one is converted into another or told from another.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::form::fold::fold;

/// A unit: what it measures and how many of the basic unit it is worth.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Unit {
    pub(crate) measures: &'static str,
    pub(crate) factor: f64,
    /// Degrees have their zero elsewhere: basic value = value × factor + shift.
    pub(crate) shift: f64,
}

impl Unit {
    /// A currency sign or name may stand before its number.
    pub(crate) fn leads(&self) -> bool {
        self.measures.starts_with("money")
    }

    /// One unit per another: a speed, where it is one that the table knows.
    pub(crate) fn per(&self, other: &Self) -> Option<Self> {
        let speed = self.measures == "length" && other.measures == "time";
        speed.then(|| Self { measures: "speed", factor: self.factor / other.factor, shift: 0.0 })
    }

    pub(crate) fn basic(&self, value: f64) -> f64 {
        value.mul_add(self.factor, self.shift)
    }
}

pub(crate) fn share() -> Unit {
    Unit { measures: "share", factor: 1.0, shift: 0.0 }
}

type Row = (&'static str, f64, &'static str);

/// What is measured, the factor, and the names by which the unit goes.
const UNITS: &[Row] = &[
    (
        "share",
        0.01,
        "% percent pct percents prozent pourcent pourcents porcento vh percentage pourcentage prozentsatz|per cent|pour cent|por ciento|per cento|v h|pour-cent|per-cent|p.100",
    ),
    ("share", 0.001, "‰ permille promille|per mille|per mil|per thousand|pour mille"),
    (
        "points",
        1.0,
        "pp ppt ppts pps prozentpunkte prozentpunkt prozentpunkten points point punkte|percentage points|percentage point|percent points|percent point|per cent points|% points|% point|%pts|points de pourcentage|point de pourcentage",
    ),
    ("points", 0.01, "bp bps basispunkte|basis points|basis point|points de base"),
    ("length", 1.0, "metre metres meter meters mètre mètres m"),
    ("length", 1e3, "km kms kilometre kilometres kilometer kilometers kilomètre kilomètres"),
    ("length", 0.01, "cm centimetre centimetres centimeter centimeters zentimeter centimètre centimètres"),
    ("length", 1e-3, "mm millimetre millimetres millimeter millimeters millimètre millimètres"),
    ("length", 1e-6, "µm μm micrometre micrometres micrometer micrometers micron microns"),
    ("length", 1e-9, "nm nanometre nanometres nanometer nanometers"),
    ("length", 1609.344, "mi mile miles meile meilen"),
    ("length", 1852.0, "|nautical mile|nautical miles"),
    ("length", 0.3048, "ft foot feet"),
    ("length", 0.9144, "yd yard yards"),
    ("length", 0.0254, "inch inches"),
    ("area", 1.0, "m2 m² sqm|square metres|square metre|square meters|square meter|sq m"),
    (
        "area",
        1e6,
        "km2 km² sqkm quadratkilometer|square kilometres|square kilometre|square kilometers|square kilometer|sq km",
    ),
    ("area", 1e4, "ha hectare hectares hektar"),
    ("area", 2_589_988.11, "|square miles|square mile|sq mi|sq miles"),
    ("area", 4_046.856, "acre acres"),
    ("volume", 1.0, "l litre litres liter liters"),
    ("volume", 1e-3, "ml millilitre millilitres milliliter milliliters"),
    ("volume", 0.01, "cl centilitre centilitres"),
    ("volume", 100.0, "hl hectolitre hectolitres"),
    ("volume", 1e3, "m3 m³ kubikmeter|cubic metres|cubic metre|cubic meters|cubic meter"),
    ("volume", 1e12, "km3 km³|cubic kilometres|cubic kilometers"),
    ("volume", 158.987, "barrel barrels bbl"),
    ("mass", 1.0, "kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes kilogramm"),
    ("mass", 1e-3, "g gram grams gramme grammes gramm"),
    ("mass", 1e-6, "mg milligram milligrams milligramm"),
    ("mass", 1e-9, "µg μg microgram micrograms"),
    ("mass", 1e3, "t tonne tonnes tonnen"),
    ("mass", 1e9, "mt megatonne megatonnes|megatons"),
    ("mass", 1e12, "gt gigatonne gigatonnes gigatons"),
    ("mass", 0.453_592_37, "lb lbs pfund"),
    ("mass", 907.184_74, "|short tons|short ton"),
    ("mass", 907.184_74, "ton tons"),
    ("time", 1.0, "s sec secs second seconds seconde secondes sekunde sekunden"),
    ("time", 1e-3, "ms millisecond milliseconds"),
    ("time", 60.0, "min mins minute minutes minuten"),
    ("time", 3600.0, "h hr hrs hour hours heure heures stunde stunden"),
    ("time", 86_400.0, "d day days jour jours tag tage tagen"),
    ("time", 604_800.0, "week weeks semaine semaines woche wochen"),
    ("time", 2_629_746.0, "month months mois monat monate monaten"),
    ("time", 31_556_952.0, "yr yrs year years an ans année années jahr jahre jahren|years old"),
    ("time", 315_569_520.0, "decade decades"),
    ("time", 3_155_695_200.0, "century centuries siècle siècles jahrhundert jahrhunderte"),
    (
        "length",
        1852.0,
        "sm seemeile seemeilen nmi|nautical miles|nautical mile|milles marins|mille marin|milles nautiques",
    ),
    ("energy", 1.0, "j joule joules"),
    ("energy", 1e3, "kj kilojoule kilojoules"),
    ("energy", 1e6, "mj megajoule megajoules"),
    ("energy", 1e9, "gj gigajoule gigajoules"),
    ("energy", 1e18, "ej exajoule exajoules"),
    ("energy", 4184.0, "kcal kilocalorie kilocalories"),
    ("energy", 3.6e6, "kwh kilowattstunden|kilowatt hours|kilowatt hour"),
    ("energy", 3.6e9, "mwh megawattstunden|megawatt hours|megawatt hour"),
    ("energy", 3.6e12, "gwh gigawattstunden|gigawatt hours|gigawatt hour"),
    ("energy", 3.6e15, "twh terawattstunden|terawatt hours|terawatt hour"),
    ("power", 1.0, "w watt watts"),
    ("power", 1e3, "kw kilowatt kilowatts"),
    ("power", 1e6, "mw megawatt megawatts"),
    ("power", 1e9, "gw gigawatt gigawatts"),
    ("power", 1e12, "tw terawatt terawatts"),
    ("speed", 1.0, "m/s|metres per second|meters per second|m per s"),
    ("speed", 0.277_777_778, "km/h kmh kph|kilometres per hour|kilometers per hour"),
    ("speed", 1e3, "km/s|kilometres per second|kilometers per second"),
    ("speed", 0.447_04, "mph|miles per hour"),
    ("data", 1.0, "byte bytes"),
    ("data", 1e3, "kb kilobyte kilobytes"),
    ("data", 1e6, "mb megabyte megabytes"),
    ("data", 1e9, "gb gigabyte gigabytes"),
    ("data", 1e12, "tb terabyte terabytes"),
    ("frequency", 1.0, "hz hertz"),
    ("frequency", 1e3, "khz kilohertz"),
    ("frequency", 1e6, "mhz megahertz"),
    ("frequency", 1e9, "ghz gigahertz"),
    (
        "money dollar",
        1.0,
        "$ usd dollar dollars us$ $us|us dollars|us dollar|american dollars|dollars américains|us dollars|$ us",
    ),
    ("money dollar", 0.01, "cent cents"),
    ("money euro", 1.0, "€ eur euro euros"),
    ("money pound", 1.0, "£ gbp pound pounds|pounds sterling|pound sterling"),
    ("money yen", 1.0, "¥ jpy yen"),
    ("money yuan", 1.0, "cny rmb yuan renminbi"),
    ("money franc", 1.0, "chf franken|swiss francs"),
    ("money rupee", 1.0, "₹ inr rupee rupees"),
    ("money rouble", 1.0, "₽ rub rouble roubles ruble rubles"),
    ("money crown", 1.0, "sek|swedish kronor"),
    ("money zloty", 1.0, "pln zloty zlotys"),
    ("pressure", 1.0, "pa pascal pascals"),
    ("pressure", 1e2, "hpa hectopascal hectopascals"),
    ("pressure", 1e3, "kpa kilopascal kilopascals"),
    ("pressure", 1e5, "bar bars"),
    ("concentration", 1.0, "ppm|parts per million"),
    ("concentration", 1e-3, "ppb|parts per billion"),
    ("angle", 1.0, "° degree degrees degré degrés grad"),
];

/// Rows by every name as it is written, phrases also without their blanks; the first row that has it.
static BY_NAME: LazyLock<HashMap<String, usize>> = LazyLock::new(|| {
    let mut rows = HashMap::new();
    for (at, (_, _, names)) in UNITS.iter().enumerate() {
        let (singles, phrases) = names.split_once('|').unwrap_or((names, ""));
        let written = singles.split(' ').map(str::to_owned);
        let phrases = phrases.split('|').flat_map(|phrase| [phrase.to_owned(), phrase.replace(' ', "")]);
        for name in written.chain(phrases).filter(|name| !name.is_empty()) {
            rows.entry(name).or_insert(at);
        }
    }
    rows
});

/// Rows by names of one word without signs, as folding leaves them.
static BY_FOLDED: LazyLock<HashMap<&'static str, usize>> = LazyLock::new(|| {
    let mut rows = HashMap::new();
    for (at, (_, _, names)) in UNITS.iter().enumerate() {
        let singles = names.split('|').next().unwrap_or_default().split(' ');
        for name in singles.filter(|name| !name.is_empty() && name.is_ascii() && !name.contains(['$', '/', '%'])) {
            rows.entry(name).or_insert(at);
        }
    }
    rows
});

/// Every name of one word.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    UNITS
        .iter()
        .flat_map(|(_, _, names)| names.split('|').next().unwrap_or_default().split(' '))
        .filter(|name| name.is_ascii())
}

/// The unit of a name or sign. Case matters only between `MW` and `mW`, which the second never means here.
pub(crate) fn find(name: &str) -> Option<Unit> {
    let text = name.trim().trim_end_matches('.').to_lowercase();
    let degrees = |shift: f64, factor: f64| Some(Unit { measures: "temperature", factor, shift });
    match text.replace(' ', "").as_str() {
        "c" if name.trim() != "C" => return None,
        "f" if name.trim() != "F" => return None,
        "k" if name.trim() != "K" => return None,
        "°c" | "c" | "celsius" | "degreescelsius" | "degreescentigrade" | "centigrade" | "degreesc"
        | "degréscelsius" | "gradcelsius" => return degrees(273.15, 1.0),
        "°f" | "f" | "fahrenheit" | "degreesfahrenheit" | "degreesf" => {
            return degrees(273.15 - 160.0 / 9.0, 5.0 / 9.0);
        }
        "k" | "kelvin" | "kelvins" => return degrees(0.0, 1.0),
        _ => {}
    }
    if text.starts_with('/') && text.len() > 1 {
        return None;
    }
    let exact = BY_NAME.get(text.as_str());
    let row = if text.is_ascii() && text.bytes().all(|letter| letter.is_ascii_alphanumeric()) {
        *exact?
    } else {
        let folded = fold(&text);
        *exact.into_iter().chain(BY_FOLDED.get(folded.as_str())).min()?
    };
    let row = UNITS[row];
    Some(Unit { measures: row.0, factor: row.1, shift: 0.0 })
}
