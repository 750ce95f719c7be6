"""The words that three-word codes and survey links are made of: easy to read and spell, kind, of no meaning here.
No two differ by one letter only, none sounds like another, none begins another, so a code is found again however
it is typed."""

_LINES = """
acorn album anchor apple apricot apron arcade arch arrow artist atlas attic autumn avocado backpack
badge bagel baker bamboo banjo banner barley barrel basil basket beacon bench birch blanket blink
bloom blossom bluebell blueberry bluebird boat bonfire bonnet bookshelf bottle boulder bounce
bracket bramble branch breeze brick bridge bright bronze brook brush bubble bucket budgie bunting
butter button cabin cable cactus camel camera camper campfire canal candle canoe caramel cargo
carnival carpet carton castle catch cave chalk chapter cheer cheese chess chimney chirp cinema
circle circus city cliff clock cloud clover clue cluster coach coast cobalt cobweb coconut comet
compass cookie copper corner cosmic cottage cradle craft crane crayon cricket crown crunch crystal
cube cupcake curtain cushion custard cycle daffodil dance dash delta denim desk diamond dinner
dinosaur disco dolphin domino doorbell double dragon drawing dream drift drizzle drum duckling dune
eagle earth easel echo elbow ember emerald emu engine enjoy evening falcon farmyard feather fence
ferret ferry field film finger fizz flag flamingo flight flipper float floor flowerpot fluffy flute
foam folder football footpath footprint forest fountain fox frame fresh frost fruit funfair gadget
galaxy gallery garage garden garlic gentle gift giggle gleam glider glitter globe glow goblet golden
goldfish golf goose grain gravel green greeting hallway hammer hamster happy harbour harp harvest
haystack hedgehog hello helmet hiking hillside hilltop hobby hockey holiday horizon iceberg idea
igloo indigo insect island jacket jaguar jam jelly jigsaw journey juggle jump juniper kayak ketchup
kettle keyboard keyhole kiosk kitchen kite kiwi koala ladder lagoon lake lamp lantern lasso lavender
leaf legend lemon lemur letter library lilac lime linen lion lizard lobster log lollipop lolly lorry
lounge lucky lunch magic magnet magpie mango maple marble marigold market maroon marsh matchbox
meadow menu midday milkshake minibus mirror mist mitten moon morning mosaic moss moth motor museum
mushroom music navy nectar needle neon nest nibble noodle north notebook notepad novel number oak
oasis oatmeal oats ocean octopus onion open orange orbit orchard oval owl oyster paddle padlock page
paint palace palm pancake panda panther paper parade parcel park parrot parsley party pasta
patchwork path pattern pebble pencil penguin pepper petal piano picnic picture pillow pilot
pineapple pinwheel pizza planet plate play plum pocket poem polar pollen polo pond popcorn porridge
portrait postbox postcard poster potato potion present pretzel printer prism prize proud puffin
pumpkin puppet purple puzzle quick quilt quiz rabbit radio radish rainbow raindrop raisin rally
raspberry rattle raven reindeer ribbon rice riddle ripple river roar robot rodeo roof round rowing
royal rugby ruler safari sandal sandpit sandwich scarf scooter scrapbook scribble seal seashell
seaside seaweed seed seesaw shadow shelf shiny ship shoelace shovel signal silk silver skate sketch
skylark smile smooth snail snooze snow sofa song soup south space sparrow spider spin spiral splash
sponge spoon sport spring sprout square stable stage stamp starfish starlight station statue steam
sticker stone story street stroll studio sugar suitcase summer sunflower sunny sunrise sunset
sunshine swan swift swim swish tadpole tape tartan taxi teacup teapot teaspoon tennis tent thistle
thunder ticket tiger tile timber toaster toffee token tomato toolbox torch toucan towel tractor
traffic tray treasure tree triangle tricycle trolley trophy trumpet trunk tulip tumble tunnel turnip
turtle twig twinkle twist umbrella unicorn upbeat valley vanilla velvet village violin visit voice
volcano voyage waffle wagon walnut waterfall wedge welcome whisker windmill window wink winter
wobble wombat wonder woodland wool workshop world yarn yoga zebra zigzag zipper zoom
"""

WORDS: tuple[str, ...] = tuple(_LINES.split())


def words_in(raw: str) -> tuple[str, ...] | None:
    """The words somebody typed, whatever the capitals, spaces and dashes between them; None when one is not ours."""
    letters = "".join(letter for letter in raw[:200].lower() if letter.isascii() and letter.isalpha())
    found: list[str] = []
    while letters:
        word = next((word for word in WORDS if letters.startswith(word)), None)
        if word is None:
            return None
        found.append(word)
        letters = letters[len(word) :]
    return tuple(found)
