/** What the shop sells. Prices are in pence, for 50, 100 and 250 g. */

export const AMOUNTS = [50, 100, 250];

export const KINDS = {
  green: "Green",
  black: "Black",
  oolong: "Oolong",
  white: "White",
  herbal: "Herbal",
};

export const CAFFEINE = {
  none: "No caffeine",
  low: "Low caffeine",
  medium: "Medium caffeine",
  high: "High caffeine",
};

/** Make one tea from a short row; `tin` holds the colours of its tin: body and lid. */
function tea(id, name, kind, origin, caffeine, prices, tin, brew, short, long) {
  return { id, name, kind, origin, caffeine, prices, tin, brew, short, long };
}

export const TEAS = [
  tea("sencha", "Sencha", "green", "Shizuoka, Japan", "medium", [420, 790, 1850],
    ["#4d7a52", "#3b6241"], "75 °C, 90 seconds",
    "Bright and grassy, with a little sweetness at the end.",
    "First-harvest leaves from a family garden above Shizuoka, steamed within hours of picking. The cup is a clear spring green and tastes of cut grass, sugar peas and the sea."),
  tea("gyokuro", "Gyokuro", "green", "Uji, Japan", "high", [980, 1860, 4390],
    ["#2f5f57", "#234a44"], "55 °C, 2 minutes",
    "Shaded for three weeks: deep, savoury and soft.",
    "Three weeks before the harvest the bushes are covered with straw. In the shade the leaves turn dark and sweet. Brew it cool and short, and sip it from something small."),
  tea("genmaicha", "Genmaicha", "green", "Kyoto, Japan", "low", [380, 710, 1650],
    ["#8c9a4e", "#717d3d"], "85 °C, 2 minutes",
    "Green tea with toasted rice. Tastes like a warm kitchen.",
    "Late-summer leaves and rice roasted until some of it pops. Round, nutty and easy to drink all day; forgiving if you forget it in the pot."),
  tea("dragon-well", "Dragon Well", "green", "Hangzhou, China", "medium", [640, 1210, 2850],
    ["#6f8f3f", "#58732f"], "80 °C, 2 minutes",
    "Flat, pan-fired leaves. Chestnut and orchid.",
    "Pressed flat by hand against a hot iron pan, leaf by leaf. The scent is of roasted chestnuts, the taste is long and clean. Top up the cup two or three times."),
  tea("jasmine-pearls", "Jasmine Pearls", "green", "Fujian, China", "medium", [560, 1060, 2490],
    ["#6a7fa0", "#536684"], "80 °C, 3 minutes",
    "Hand-rolled pearls, scented with fresh blossom for five nights.",
    "Each pearl is one bud and two leaves, rolled by hand and laid under fresh jasmine for five nights. Watch them open in a glass cup."),
  tea("assam", "Assam", "black", "Brahmaputra valley, India", "high", [290, 540, 1250],
    ["#8c3f2b", "#6f3021"], "95 °C, 4 minutes",
    "Strong, malty, made for milk.",
    "Second-flush leaves with golden tips from the south bank of the Brahmaputra. Brisk and malty; stands up to milk and to Monday mornings."),
  tea("darjeeling", "Darjeeling", "black", "West Bengal, India", "medium", [520, 980, 2290],
    ["#b07a35", "#8f6228"], "90 °C, 3 minutes",
    "First flush: light, floral, a hint of muscat grape.",
    "Picked in March on slopes two thousand metres up. Pale gold in the cup, with the scent of muscat grapes. Best without milk."),
  tea("earl-grey", "Earl Grey", "black", "Dimbula, Sri Lanka", "high", [360, 670, 1550],
    ["#3e5c86", "#30486a"], "95 °C, 3 minutes",
    "Highland black tea with oil of real bergamot.",
    "A bright highland tea and cold-pressed bergamot from Calabria, nothing else. Fresh and citrusy rather than perfumed."),
  tea("lapsang", "Lapsang Souchong", "black", "Wuyi, China", "medium", [440, 830, 1950],
    ["#4a4440", "#38332f"], "95 °C, 3 minutes",
    "Dried over pine smoke. A campfire in a cup.",
    "Large leaves dried slowly over glowing pine. Smoky first, then sweet like dried plums. A pinch of it also does wonders in a stew."),
  tea("kenya", "Kenya Breakfast", "black", "Kericho, Kenya", "high", [280, 520, 1190],
    ["#a8552f", "#884324"], "95 °C, 3 minutes",
    "Quick, coppery and wide awake.",
    "Small leaves that colour the pot in a minute. Full, fresh and coppery, from a smallholders' co-operative in the Kericho highlands."),
  tea("iron-goddess", "Iron Goddess", "oolong", "Anxi, China", "medium", [590, 1120, 2640],
    ["#5d8078", "#486660"], "90 °C, 2 minutes",
    "Tightly rolled oolong. Lilac, cream, a long finish.",
    "Leaves rolled so tightly that they take three infusions to open. Lilac and fresh cream at first, green apple later."),
  tea("oriental-beauty", "Oriental Beauty", "oolong", "Hsinchu, Taiwan", "low", [780, 1480, 3480],
    ["#a5663f", "#855032"], "85 °C, 3 minutes",
    "Honey and ripe peach, thanks to a tiny leafhopper.",
    "Small leafhoppers nibble the leaves in June and the bush answers with sweetness. Honey, peach and autumn leaves; five infusions and more."),
  tea("white-peony", "White Peony", "white", "Fuding, China", "low", [540, 1020, 2390],
    ["#8d8f80", "#727467"], "80 °C, 4 minutes",
    "Buds and young leaves, simply dried. Soft as melon.",
    "Withered in the shade, dried, and otherwise left alone. Pale in the cup, soft as melon, with a scent of hay and white flowers."),
  tea("rooibos", "Rooibos", "herbal", "Cederberg, South Africa", "none", [330, 620, 1440],
    ["#b5502c", "#933f21"], "100 °C, 6 minutes",
    "Red bush from the Cederberg: vanilla and warm wood.",
    "Not a tea bush at all but a red, needle-leaved shrub of the Cederberg mountains. Vanilla, warm wood and honey. Good with milk, and at any hour."),
  tea("chamomile", "Chamomile", "herbal", "Nile delta, Egypt", "none", [410, 770, 1790],
    ["#c29b34", "#a07e27"], "100 °C, 5 minutes",
    "Whole flowers, sunny and mild, for the end of a day.",
    "Whole flower heads, picked before noon and dried under linen. Apple, hay and honey. Cover the cup while it brews so that nothing escapes."),
  tea("peppermint", "Peppermint", "herbal", "Meknes, Morocco", "none", [310, 580, 1340],
    ["#3f8573", "#316a5b"], "100 °C, 5 minutes",
    "Whole leaves, cool and clear. Good after supper.",
    "Whole leaves from the gardens round Meknes, cool and clear and very fresh. Good after supper, and over ice with a slice of lemon in July."),
];

/** Find the tea with this id, or undefined. */
export function findTea(id) {
  return TEAS.find((one) => one.id === id);
}

/** Give the price in pence of one tin with so many grams. */
export function priceOf(one, grams) {
  return one.prices[AMOUNTS.indexOf(grams)];
}

/** Write pence as pounds, such as £4.20. */
export function pounds(pence) {
  return `${pence < 0 ? "−" : ""}£${(Math.abs(pence) / 100).toFixed(2)}`;
}
