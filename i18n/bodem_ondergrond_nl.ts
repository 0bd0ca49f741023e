<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="nl_NL" sourcelanguage="en">
<context>
    <name>BodemOndergrondDock</name>
    <message>
        <source>The check cannot run on this computer yet.</source>
        <translation>De toets kan op deze computer nog niet draaien.</translation>
    </message>
</context>
<context>
    <name>BodemOndergrondPlugin</name>
    <message>
        <source>Check a plan area against soil and subsurface policy</source>
        <translation>Toets een plangebied aan het beleid voor bodem en ondergrond</translation>
    </message>
    <message>
        <source>User guide</source>
        <translation>Handleiding</translation>
    </message>
</context>
<context>
    <name>CheckPackageAlgorithm</name>
    <message>
        <source>Validate a policy package</source>
        <translation>Controleer een beleidspakket</translation>
    </message>
    <message>
        <source>Looks a policy package over: layers, fields, class values, geometry, coordinate system and coverage. Every remark says which layer and which object it is about. Nothing in the package is changed.</source>
        <translation>Loopt een beleidspakket na: lagen, velden, klassen, geometrie, coördinatenstelsel en dekking. Elke melding zegt om welke laag en welk object het gaat. Aan het pakket verandert niets.</translation>
    </message>
    <message>
        <source>Policy package</source>
        <translation>Beleidspakket</translation>
    </message>
    <message>
        <source>A GeoPackage with policy layers. Empty: the demonstration package.</source>
        <translation>Een GeoPackage met beleidslagen. Leeg: het demonstratiepakket.</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>Meldingen</translation>
    </message>
    <message>
        <source>A table with a row for each remark: severity, layer, object, and what is the matter (in Dutch).</source>
        <translation>Een tabel met een rij per melding: ernst, laag, object en wat er aan de hand is.</translation>
    </message>
    <message>
        <source>Number of errors</source>
        <translation>Aantal fouten</translation>
    </message>
    <message>
        <source>Number of warnings</source>
        <translation>Aantal waarschuwingen</translation>
    </message>
</context>
<context>
    <name>CheckPlanAreasAlgorithm</name>
    <message>
        <source>Check plan areas</source>
        <translation>Toets plangebieden</translation>
    </message>
    <message>
        <source>Checks every polygon of a layer against the soil and subsurface policy of the province of Drenthe, as the panel does for one.

An empty value in a field means: not known. A value that makes no sense stops nothing: that plan area is then not checked, with the reason, and the run goes on.

The matrix has the heaviest verdict and the outcome for each theme, the findings table has a row for each finding; their field &apos;plangebied&apos; joins them. The folder gets a JSON file (the full account) and the texts for each plan area. Messages, verdicts and texts are in Dutch.</source>
        <translation>Toetst elk vlak van een laag aan het bodem- en ondergrondbeleid van de provincie Drenthe, zoals het paneel dat voor één plangebied doet.

Een leeg veld betekent: onbekend. Een waarde die niet klopt houdt niets tegen: dat plangebied is dan niet getoetst, met de reden erbij, en de rest gaat door.

De matrix geeft per thema het zwaarste oordeel en de uitkomst, de tabel met bevindingen heeft een rij per bevinding; het veld 'plangebied' verbindt ze. In de map komen per plangebied een JSON-bestand (de volledige verantwoording) en de teksten.</translation>
    </message>
    <message>
        <source>Plan areas</source>
        <translation>Plangebieden</translation>
    </message>
    <message>
        <source>A layer with a polygon for each plan area, in any coordinate system.</source>
        <translation>Een laag met een vlak per plangebied, in een willekeurig coördinatenstelsel.</translation>
    </message>
    <message>
        <source>Policy package</source>
        <translation>Beleidspakket</translation>
    </message>
    <message>
        <source>A GeoPackage with policy layers. Empty: the demonstration package, whose boundaries are invented.</source>
        <translation>Een GeoPackage met beleidslagen. Leeg: het demonstratiepakket, waarin de grenzen verzonnen zijn.</translation>
    </message>
    <message>
        <source>Policy layers</source>
        <translation>Beleidslagen</translation>
    </message>
    <message>
        <source>Ids of policy layers, separated by commas, for instance: nnn, natura2000. Empty: all layers.</source>
        <translation>Namen van beleidslagen zoals in het pakket, gescheiden door komma's, bijvoorbeeld: nnn, natura2000. Leeg: alle lagen.</translation>
    </message>
    <message>
        <source>Field with the name</source>
        <translation>Veld met de naam</translation>
    </message>
    <message>
        <source>The name of the plan area. Otherwise: field &apos;naam&apos;.</source>
        <translation>De naam van het plangebied. Anders: het veld 'naam'.</translation>
    </message>
    <message>
        <source>Field with the activities</source>
        <translation>Veld met de activiteiten</translation>
    </message>
    <message>
        <source>What is planned: ids separated by commas, for instance: woningbouw, grondverzet. Empty: a strategic question, all policy is reported. Otherwise: field &apos;activiteiten&apos;.</source>
        <translation>Wat er gaat gebeuren, gescheiden door komma's, bijvoorbeeld: woningbouw, grondverzet. Leeg: een strategische vraag, al het beleid wordt gemeld. Anders: het veld 'activiteiten'.</translation>
    </message>
    <message>
        <source>Field with the disturbed area (m2)</source>
        <translation>Veld met de oppervlakte van de bodemingrepen (m2)</translation>
    </message>
    <message>
        <source>The area that is dug up, in m2. Not known: the whole plan area. Otherwise: field &apos;oppervlakte_m2&apos;.</source>
        <translation>De oppervlakte die wordt vergraven, in m2. Onbekend: het hele plangebied. Anders: het veld 'oppervlakte_m2'.</translation>
    </message>
    <message>
        <source>Field with the depth (cm)</source>
        <translation>Veld met de diepte (cm)</translation>
    </message>
    <message>
        <source>How deep is dug, in cm below ground level. Otherwise: field &apos;diepte_cm&apos;.</source>
        <translation>Hoe diep er wordt gegraven, in cm onder maaiveld. Anders: het veld 'diepte_cm'.</translation>
    </message>
    <message>
        <source>Field with the drilling depth (m)</source>
        <translation>Veld met de boordiepte (m)</translation>
    </message>
    <message>
        <source>How deep is drilled, in m below ground level. Otherwise: field &apos;boordiepte_m&apos;.</source>
        <translation>Hoe diep er wordt geboord, in m onder maaiveld. Anders: het veld 'boordiepte_m'.</translation>
    </message>
    <message>
        <source>Field with the storage temperature (°C)</source>
        <translation>Veld met de opslagtemperatuur (°C)</translation>
    </message>
    <message>
        <source>The temperature of stored heat, in degrees Celsius. Otherwise: field &apos;opslagtemperatuur_c&apos;.</source>
        <translation>De temperatuur van opgeslagen warmte, in graden Celsius. Anders: het veld 'opslagtemperatuur_c'.</translation>
    </message>
    <message>
        <source>Field with farmland</source>
        <translation>Veld met agrarisch gebruik</translation>
    </message>
    <message>
        <source>Whether the land is farmland: ja, nee or onbekend. Otherwise: field &apos;agrarisch&apos;.</source>
        <translation>Of het landbouwgrond is: ja, nee of onbekend. Anders: het veld 'agrarisch'.</translation>
    </message>
    <message>
        <source>Field with subsoiling</source>
        <translation>Veld met niet-kerend woelen</translation>
    </message>
    <message>
        <source>Whether the depth is reached by subsoiling that does not turn the soil (niet-kerend woelen): ja, nee or onbekend. Otherwise: field &apos;niet_kerend_woelen&apos;.</source>
        <translation>Of de diepte wordt bereikt door niet-kerend woelen: ja, nee of onbekend. Anders: het veld 'niet_kerend_woelen'.</translation>
    </message>
    <message>
        <source>Field with the plough layer</source>
        <translation>Veld met de bouwvoor</translation>
    </message>
    <message>
        <source>Whether there is a plough layer (bouwvoor): ja, nee or onbekend. Otherwise: field &apos;bouwvoor&apos;.</source>
        <translation>Of er een bouwvoor is: ja, nee of onbekend. Anders: het veld 'bouwvoor'.</translation>
    </message>
    <message>
        <source>Matrix of plan areas and themes</source>
        <translation>Matrix van plangebieden en thema's</translation>
    </message>
    <message>
        <source>The plan areas, with the heaviest verdict and the outcome for each theme.</source>
        <translation>De plangebieden, met per thema het zwaarste oordeel en de uitkomst.</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Bevindingen</translation>
    </message>
    <message>
        <source>A table with a row for each finding.</source>
        <translation>Een tabel met een rij per bevinding.</translation>
    </message>
    <message>
        <source>Folder for results and texts</source>
        <translation>Map voor resultaten en teksten</translation>
    </message>
    <message>
        <source>Gets a JSON file and the texts for each plan area.</source>
        <translation>Hierin komen per plangebied een JSON-bestand en de teksten.</translation>
    </message>
    <message>
        <source>Number of plan areas checked</source>
        <translation>Aantal getoetste plangebieden</translation>
    </message>
    <message>
        <source>Number of plan areas not checked</source>
        <translation>Aantal niet getoetste plangebieden</translation>
    </message>
    <message>
        <source>Reading the policy package</source>
        <translation>Beleidspakket wordt gelezen</translation>
    </message>
    <message>
        <source>Policy package: {name}</source>
        <translation>Beleidspakket: {name}</translation>
    </message>
    <message>
        <source>This is demonstration data: its boundaries are invented.</source>
        <translation>Dit zijn demonstratiegegevens: de grenzen zijn verzonnen.</translation>
    </message>
    <message>
        <source>Checking plan areas</source>
        <translation>Plangebieden worden getoetst</translation>
    </message>
    <message>
        <source>Resume an earlier run</source>
        <translation>Een eerdere uitvoering hervatten</translation>
    </message>
    <message>
        <source>Go on where a run in the same folder was broken off. Package, catalogue and settings must be the same; plan areas that changed are checked again.</source>
        <translation>Ga verder waar een uitvoering in dezelfde map is afgebroken. Pakket, catalogus en instellingen moeten dezelfde zijn; plangebieden die zijn veranderd, worden opnieuw getoetst.</translation>
    </message>
    <message>
        <source>{done} of {total}, {rate} per second, {left} left</source>
        <translation>{done} van {total}, {rate} per seconde, nog {left}</translation>
    </message>
    <message>
        <source>An overview of all plan areas together</source>
        <translation>Een overzicht van alle plangebieden samen</translation>
    </message>
    <message>
        <source>Writes to the folder, in the formats of the text, what is at stake in which municipality, and what municipalities could take up together.</source>
        <translation>Schrijft in de map, in de formaten van de tekst, wat in welke gemeente speelt en wat gemeenten samen kunnen oppakken.</translation>
    </message>
</context>
<context>
    <name>CompareResultsAlgorithm</name>
    <message>
        <source>Compare two checks</source>
        <translation>Twee toetsen vergelijken</translation>
    </message>
    <message>
        <source>Writes what changed between two results of the same plan area, of last year and today or of two variants: which findings are new, gone or changed, and whether plan, data or policy changed. The text is Dutch.</source>
        <translation>Schrijft wat er is gewijzigd tussen twee resultaten van hetzelfde plangebied, van vorig jaar en nu of van twee varianten: welke bevindingen nieuw, vervallen of gewijzigd zijn, en of het plan, de gegevens of het beleid veranderde.</translation>
    </message>
    <message>
        <source>First result (JSON)</source>
        <translation>Eerste resultaat (JSON)</translation>
    </message>
    <message>
        <source>Second result (JSON)</source>
        <translation>Tweede resultaat (JSON)</translation>
    </message>
    <message>
        <source>The JSON file of one plan area, as a check writes it.</source>
        <translation>Het JSON-bestand van één plangebied, zoals een toets het schrijft.</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Map</translation>
    </message>
    <message>
        <source>The folder for the text. It has the name of the second result, with &apos;wijzigingen&apos; after it.</source>
        <translation>De map voor de tekst. Die heet naar het tweede resultaat, met ‘wijzigingen’ erachter.</translation>
    </message>
    <message>
        <source>Text, in the first of the formats</source>
        <translation>Tekst, in het eerste van de formaten</translation>
    </message>
</context>
<context>
    <name>ComparisonWindow</name>
    <message>
        <source>What changed</source>
        <translation>Wat is gewijzigd</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopiëren</translation>
    </message>
    <message>
        <source>The text is on the clipboard.</source>
        <translation>De tekst staat op het klembord.</translation>
    </message>
    <message>
        <source>Saved in {}.</source>
        <translation>Opgeslagen in {}.</translation>
    </message>
</context>
<context>
    <name>ConnectionDialog</name>
    <message>
        <source>Connect a layer of the project</source>
        <translation>Een kaartlaag van het project koppelen</translation>
    </message>
    <message>
        <source>&amp;Policy layer</source>
        <translation>&amp;Beleidslaag</translation>
    </message>
    <message>
        <source>&amp;Layer of the project</source>
        <translation>&amp;Kaartlaag</translation>
    </message>
    <message>
        <source>The layer of the project takes the place of this policy layer in the check. The project remembers it.</source>
        <translation>De kaartlaag van het project komt in de toets in de plaats van deze beleidslaag. Het project onthoudt dat.</translation>
    </message>
    <message>
        <source>Choose a layer of the project with {}.</source>
        <translation>Kies een kaartlaag van het project met {}.</translation>
    </message>
    <message>
        <source>This layer has no coordinate system. Give it one in its properties.</source>
        <translation>Deze kaartlaag heeft geen coördinatenstelsel. Geef het op bij haar eigenschappen.</translation>
    </message>
    <message>
        <source>Choose the field for {}.</source>
        <translation>Kies het veld voor {}.</translation>
    </message>
    <message>
        <source>{} has more than {} different values. Choose a field with classes.</source>
        <translation>{} heeft meer dan {} verschillende waarden. Kies een veld met klassen.</translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>(leeg)</translation>
    </message>
    <message>
        <source>Without a class: {}. A plan area on such an object is reported as not checked.</source>
        <translation>Zonder klasse: {}. Een plangebied op zo’n object krijgt de uitkomst niet getoetst.</translation>
    </message>
    <message>
        <source>areas</source>
        <translation>vlakken</translation>
    </message>
    <message>
        <source>lines</source>
        <translation>lijnen</translation>
    </message>
    <message>
        <source>points</source>
        <translation>punten</translation>
    </message>
</context>
<context>
    <name>CorrectionDialog</name>
    <message>
        <source>Not applicable, because…</source>
        <translation>Niet van toepassing, want…</translation>
    </message>
    <message>
        <source>“{}” stays visible in the panel and in the text, set aside with your reason and name. It no longer counts in the summary.</source>
        <translation>“{}” blijft zichtbaar in het paneel en in de tekst, terzijde gelegd met uw reden en naam. De bevinding telt niet meer mee in de samenvatting.</translation>
    </message>
    <message>
        <source>&amp;Reason</source>
        <translation>&amp;Reden</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Naam</translation>
    </message>
    <message>
        <source>&amp;Based on</source>
        <translation>O&amp;p grond van</translation>
    </message>
    <message>
        <source>Re&amp;ference</source>
        <translation>Ver&amp;wijzing</translation>
    </message>
    <message>
        <source>R&amp;ole</source>
        <translation>&amp;Functie</translation>
    </message>
    <message>
        <source>&amp;Date</source>
        <translation>&amp;Datum</translation>
    </message>
    <message>
        <source>number, date, chapter or place</source>
        <translation>nummer, datum, hoofdstuk of vindplaats</translation>
    </message>
    <message>
        <source>optional, for instance municipal archaeologist</source>
        <translation>bijvoorbeeld gemeentelijk archeoloog</translation>
    </message>
    <message>
        <source>research report</source>
        <translation>onderzoeksrapport</translation>
    </message>
    <message>
        <source>boring or field observation</source>
        <translation>boring of veldwaarneming</translation>
    </message>
    <message>
        <source>permit or decision</source>
        <translation>vergunning of besluit</translation>
    </message>
    <message>
        <source>better boundary</source>
        <translation>betere begrenzing</translation>
    </message>
    <message>
        <source>Still needed: {}.</source>
        <translation>Nog nodig: {}.</translation>
    </message>
    <message>
        <source>{} more characters of a reason that another can check</source>
        <translation>{} tekens meer van een reden die een ander kan nagaan</translation>
    </message>
    <message>
        <source>a reference</source>
        <translation>een verwijzing</translation>
    </message>
    <message>
        <source>a name</source>
        <translation>een naam</translation>
    </message>
    <message>
        <source>a date that is not in the future</source>
        <translation>een datum die niet in de toekomst ligt</translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>Set aside because</source>
        <translation>Terzijde gelegd, want</translation>
    </message>
    <message>
        <source>What to know</source>
        <translation>Goed om te weten</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Ontbreekt</translation>
    </message>
    <message>
        <source>Assumed</source>
        <translation>Aangenomen</translation>
    </message>
    <message>
        <source>Arithmetic</source>
        <translation>Berekening</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Wat te doen</translation>
    </message>
    <message>
        <source>Competent authority</source>
        <translation>Bevoegd gezag</translation>
    </message>
    <message>
        <source>On the map</source>
        <translation>Op de kaart</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>Diepte</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Bronnen</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Oordeel</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Gegevens</translation>
    </message>
    <message>
        <source>Reference date</source>
        <translation>Peildatum</translation>
    </message>
    <message>
        <source>Outside the coverage</source>
        <translation>Buiten de dekking</translation>
    </message>
    <message>
        <source>{area}, {share} of the plan area</source>
        <translation>{area}, {share} van het plangebied</translation>
    </message>
    <message>
        <source>a sliver along the edge</source>
        <translation>een smalle strook langs de rand</translation>
    </message>
    <message>
        <source>nearest object at {}</source>
        <translation>dichtstbijzijnde object op {}</translation>
    </message>
    <message>
        <source>deeper than {} m below ground level</source>
        <translation>dieper dan {} m onder maaiveld</translation>
    </message>
    <message>
        <source>{top} to {bottom} m below ground level</source>
        <translation>{top} tot {bottom} m onder maaiveld</translation>
    </message>
    <message>
        <source>stated by the source itself</source>
        <translation>staat zo in de bron</translation>
    </message>
    <message>
        <source>our reading; the source does not state the regime</source>
        <translation>onze lezing; de bron noemt het regime niet zelf</translation>
    </message>
    <message>
        <source>{} objects</source>
        <translation>{} objecten</translation>
    </message>
    <message>
        <source>{} repaired</source>
        <translation>{} hersteld</translation>
    </message>
    <message>
        <source>{} left out</source>
        <translation>{} weggelaten</translation>
    </message>
    <message>
        <source>map layer {}</source>
        <translation>kaartlaag {}</translation>
    </message>
</context>
<context>
    <name>FieldChoice</name>
    <message>
        <source>Field for {} (needed)</source>
        <translation>Veld voor {} (nodig)</translation>
    </message>
    <message>
        <source>Field for {}</source>
        <translation>Veld voor {}</translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>(leeg)</translation>
    </message>
    <message>
        <source>no class of the policy</source>
        <translation>geen klasse van het beleid</translation>
    </message>
</context>
<context>
    <name>FieldEdit</name>
    <message>
        <source>Done</source>
        <translation>Gedaan</translation>
    </message>
    <message>
        <source>○ open: a final text needs this</source>
        <translation>○ open: nodig voor een definitieve tekst</translation>
    </message>
    <message>
        <source>○ not answered yet: the text says so</source>
        <translation>○ nog niet beantwoord: dat staat zo in de tekst</translation>
    </message>
</context>
<context>
    <name>FieldsPage</name>
    <message>
        <source>who looked at this text (optional)</source>
        <translation>wie de tekst heeft bekeken (mag leeg blijven)</translation>
    </message>
    <message>
        <source>Who looked at this text</source>
        <translation>Wie de tekst heeft bekeken</translation>
    </message>
    <message>
        <source>There is nothing to fill in.</source>
        <translation>Er is niets in te vullen.</translation>
    </message>
    <message>
        <source>Still open: {}. A draft can always be saved, a final text when all of it is filled in.</source>
        <translation>Nog open: {}. Een concept kan altijd worden opgeslagen, een definitieve tekst als alles is ingevuld.</translation>
    </message>
    <message>
        <source>Everything that a final text needs is filled in.</source>
        <translation>Alles wat een definitieve tekst nodig heeft, is ingevuld.</translation>
    </message>
</context>
<context>
    <name>FigureWindow</name>
    <message>
        <source>Saved in {}.</source>
        <translation>Opgeslagen in {}.</translation>
    </message>
    <message>
        <source>Save the drawing</source>
        <translation>Tekening opslaan</translation>
    </message>
    <message>
        <source>Drawing (*.svg)</source>
        <translation>Tekening (*.svg)</translation>
    </message>
</context>
<context>
    <name>HelpWindow</name>
    <message>
        <source>User guide Bodem &amp; Ondergrond</source>
        <translation>Handleiding Bodem &amp; Ondergrond</translation>
    </message>
    <message>
        <source>Chapters</source>
        <translation>Hoofdstukken</translation>
    </message>
    <message>
        <source>The user guide is missing.</source>
        <translation>De handleiding ontbreekt.</translation>
    </message>
</context>
<context>
    <name>IngreepPage</name>
    <message>
        <source>Search an activity</source>
        <translation>Zoek een activiteit</translation>
    </message>
    <message>
        <source>More figures</source>
        <translation>Meer gegevens</translation>
    </message>
    <message>
        <source>Activities</source>
        <translation>Activiteiten</translation>
    </message>
    <message>
        <source>&amp;Disturbed area</source>
        <translation>&amp;Verstoorde oppervlakte</translation>
    </message>
    <message>
        <source>All soil works of the project together; exemptions depend on it.</source>
        <translation>Alle bodemingrepen van het project samen; vrijstellingen hangen ervan af.</translation>
    </message>
    <message>
        <source>D&amp;epth of the works</source>
        <translation>Di&amp;epte van de ingreep</translation>
    </message>
    <message>
        <source>Deepest point below ground level, without drillings; exemptions depend on it.</source>
        <translation>Diepste punt onder maaiveld, zonder boringen; vrijstellingen hangen ervan af.</translation>
    </message>
    <message>
        <source>D&amp;rilling depth</source>
        <translation>&amp;Boordiepte</translation>
    </message>
    <message>
        <source>Deepest drilling below ground level; it decides which zones are crossed.</source>
        <translation>Diepste boring onder maaiveld; bepaalt welke zones worden doorboord.</translation>
    </message>
    <message>
        <source>&amp;Storage temperature</source>
        <translation>&amp;Opslagtemperatuur</translation>
    </message>
    <message>
        <source>Temperature of the stored heat; policy differs by temperature.</source>
        <translation>Temperatuur van de opgeslagen warmte; het beleid verschilt per temperatuur.</translation>
    </message>
    <message>
        <source>Is the land in agricultural use?</source>
        <translation>Is de grond in agrarisch gebruik?</translation>
    </message>
    <message>
        <source>Other depths may count on farmland.</source>
        <translation>Op landbouwgrond kan een andere diepte gelden.</translation>
    </message>
    <message>
        <source>Is the depth reached by non-inverting subsoiling?</source>
        <translation>Wordt de diepte bereikt met niet-kerend woelen?</translation>
    </message>
    <message>
        <source>Loosening the soil without turning it may count differently.</source>
        <translation>Losmaken zonder keren kan anders meetellen.</translation>
    </message>
    <message>
        <source>Is there a plough layer?</source>
        <translation>Is er een bouwvoor?</translation>
    </message>
    <message>
        <source>An exemption by depth supposes a topsoil that was tilled before.</source>
        <translation>Een vrijstelling op diepte gaat uit van een eerder bewerkte bovengrond.</translation>
    </message>
    <message>
        <source>Planned: {}</source>
        <translation>Gepland: {}</translation>
    </message>
    <message>
        <source>No activity chosen: a strategic question. All policy of what is hit is reported.</source>
        <translation>Geen activiteit gekozen: een strategische vraag. Al het beleid van wat geraakt wordt, komt in het resultaat.</translation>
    </message>
    <message>
        <source>Still unknown: {}. The check then takes the worst case, and says so.</source>
        <translation>Nog onbekend: {}. De toets gaat dan uit van het ongunstigste geval en zegt dat erbij.</translation>
    </message>
</context>
<context>
    <name>LayerNodes</name>
    <message>
        <source>Frame (province, municipalities, built-up area)</source>
        <translation>Kader (provincie, gemeenten, bebouwd gebied)</translation>
    </message>
    <message>
        <source>Source of the data</source>
        <translation>Herkomst van de gegevens</translation>
    </message>
    <message>
        <source>Reference date</source>
        <translation>Peildatum</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Toestand van de gegevens</translation>
    </message>
    <message>
        <source>Steward</source>
        <translation>Beheerder</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>Beleid</translation>
    </message>
    <message>
        <source>Name in the package</source>
        <translation>Naam in het pakket</translation>
    </message>
    <message>
        <source>loaded</source>
        <translation>geladen</translation>
    </message>
    <message>
        <source>error</source>
        <translation>fout</translation>
    </message>
    <message>
        <source>Not in this package.</source>
        <translation>Niet in dit pakket.</translation>
    </message>
    <message>
        <source>{} objects</source>
        <translation>{} objecten</translation>
    </message>
    <message>
        <source>{} geometries repaired</source>
        <translation>{} geometrieën hersteld</translation>
    </message>
    <message>
        <source>{} objects left out</source>
        <translation>{} objecten weggelaten</translation>
    </message>
    <message>
        <source>nothing repaired, nothing left out</source>
        <translation>niets hersteld, niets weggelaten</translation>
    </message>
    <message>
        <source>and {} more</source>
        <translation>en nog {}</translation>
    </message>
    <message>
        <source>layer of the project: {}</source>
        <translation>kaartlaag van het project: {}</translation>
    </message>
</context>
<context>
    <name>LayersPage</name>
    <message>
        <source>Load the &amp;demonstration package</source>
        <translation>&amp;Demonstratiepakket laden</translation>
    </message>
    <message>
        <source>Policy layers per theme</source>
        <translation>Beleidslagen per thema</translation>
    </message>
    <message>
        <source>Reading the package…</source>
        <translation>Het pakket wordt gelezen…</translation>
    </message>
    <message>
        <source>No package is loaded.</source>
        <translation>Er is geen pakket geladen.</translation>
    </message>
    <message>
        <source>reference date {}</source>
        <translation>peildatum {}</translation>
    </message>
    <message>
        <source>licence {}</source>
        <translation>licentie {}</translation>
    </message>
    <message>
        <source>Policy package</source>
        <translation>Beleidspakket</translation>
    </message>
    <message>
        <source>GeoPackage (*.gpkg)</source>
        <translation>GeoPackage (*.gpkg)</translation>
    </message>
    <message>
        <source>&amp;Other package…</source>
        <translation>Ander &amp;pakket…</translation>
    </message>
    <message>
        <source>To the &amp;map</source>
        <translation>Op de &amp;kaart</translation>
    </message>
    <message>
        <source>Add the layers of the package to the map, in a group per theme</source>
        <translation>Zet de lagen van het pakket op de kaart, in een groep per thema</translation>
    </message>
    <message>
        <source>version {}</source>
        <translation>versie {}</translation>
    </message>
    <message>
        <source>Let a layer of the project take the place of a policy layer</source>
        <translation>Laat een kaartlaag van het project in de plaats komen van een beleidslaag</translation>
    </message>
    <message>
        <source>D&amp;isconnect</source>
        <translation>&amp;Ontkoppelen</translation>
    </message>
    <message>
        <source>Let the chosen policy layer come from the package again</source>
        <translation>Laat de gekozen beleidslaag weer uit het pakket komen</translation>
    </message>
    <message>
        <source>&amp;Connect…</source>
        <translation>&amp;Koppelen…</translation>
    </message>
</context>
<context>
    <name>MapExport</name>
    <message>
        <source>&amp;Map…</source>
        <translation>&amp;Kaart…</translation>
    </message>
    <message>
        <source>Maps per &amp;theme…</source>
        <translation>Kaarten per &amp;thema…</translation>
    </message>
    <message>
        <source>The map is being made…</source>
        <translation>De kaart wordt gemaakt…</translation>
    </message>
    <message>
        <source>Saved in {}.</source>
        <translation>Opgeslagen in {}.</translation>
    </message>
    <message>
        <source>Picture, {} dpi (*.png)</source>
        <translation>Afbeelding, {} dpi (*.png)</translation>
    </message>
    <message>
        <source>Sheet of A4 (*.pdf)</source>
        <translation>Vel A4 (*.pdf)</translation>
    </message>
    <message>
        <source>Save the map</source>
        <translation>Kaart opslaan</translation>
    </message>
    <message>
        <source>Folder for the maps</source>
        <translation>Map voor de kaarten</translation>
    </message>
</context>
<context>
    <name>Nodes</name>
    <message>
        <source>Set aside: {}</source>
        <translation>Terzijde: {}</translation>
    </message>
    <message>
        <source>On the map here, but no rule speaks for these works.</source>
        <translation>Ligt hier op de kaart, maar geen regel gaat over deze ingreep.</translation>
    </message>
    <message>
        <source>{} hit without a rule</source>
        <translation>{} geraakt zonder regel</translation>
    </message>
</context>
<context>
    <name>OpgavenButton</name>
    <message>
        <source>Opgaven</source>
        <translation>Opgaven</translation>
    </message>
    <message>
        <source>{} chosen</source>
        <translation>{} gekozen</translation>
    </message>
    <message>
        <source>Choose opgaven</source>
        <translation>Opgaven kiezen</translation>
    </message>
    <message>
        <source>The text starts from the opgaven: each gets a row, a card with questions and a map.</source>
        <translation>De tekst begint bij de opgaven: elke opgave krijgt een rij, een kaart met vragen en een landkaart.</translation>
    </message>
</context>
<context>
    <name>Panel</name>
    <message>
        <source>Plan area</source>
        <translation>Plangebied</translation>
    </message>
    <message>
        <source>Area</source>
        <comment>short for plan area</comment>
        <translation>Gebied</translation>
    </message>
    <message>
        <source>1. Which piece of land?</source>
        <translation>1. Om welk stuk grond gaat het?</translation>
    </message>
    <message>
        <source>Works</source>
        <translation>Ingreep</translation>
    </message>
    <message>
        <source>2. What is planned there?</source>
        <translation>2. Wat gaat daar gebeuren?</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Toets</translation>
    </message>
    <message>
        <source>3. Which policy applies?</source>
        <translation>3. Welk beleid geldt?</translation>
    </message>
    <message>
        <source>Soil paragraph</source>
        <translation>Bodemparagraaf</translation>
    </message>
    <message>
        <source>Text</source>
        <comment>short for soil paragraph</comment>
        <translation>Tekst</translation>
    </message>
    <message>
        <source>4. How to write it down?</source>
        <translation>4. Hoe schrijf je dat op?</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Lagen</translation>
    </message>
    <message>
        <source>5. On which data does it rest?</source>
        <translation>5. Op welke gegevens rust het?</translation>
    </message>
    <message>
        <source>Progress of the check</source>
        <translation>Voortgang van de toets</translation>
    </message>
    <message>
        <source>Cancel the check</source>
        <translation>Toets afbreken</translation>
    </message>
    <message>
        <source>Nothing of the plan area would be left. It stays as it was.</source>
        <translation>Er zou niets van het plangebied overblijven. Het blijft zoals het was.</translation>
    </message>
    <message>
        <source>A plan area needs at least three corners that enclose some land.</source>
        <translation>Een plangebied heeft minstens drie hoekpunten die samen een stuk grond omsluiten.</translation>
    </message>
    <message>
        <source>Nothing is selected. Select one or more polygons in a layer first.</source>
        <translation>Er is niets geselecteerd. Selecteer eerst een of meer vlakken in een laag.</translation>
    </message>
    <message>
        <source>{} holds {} features. It is in the map now: pick one, or select several.</source>
        <translation>{} bevat {} objecten en staat nu op de kaart: kies er een, of selecteer er meer.</translation>
    </message>
    <message>
        <source>The planned works were taken from the fields of the feature as well.</source>
        <translation>De ingreep is ook overgenomen, uit de velden van het object.</translation>
    </message>
    <message>
        <source>No policy package</source>
        <translation>Geen beleidspakket</translation>
    </message>
    <message>
        <source>No plan area</source>
        <translation>Geen plangebied</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Bezig met toetsen…</translation>
    </message>
    <message>
        <source>Check failed</source>
        <translation>Toets mislukt</translation>
    </message>
    <message>
        <source>Check cancelled</source>
        <translation>Toets afgebroken</translation>
    </message>
    <message>
        <source>Demonstration data: boundaries are invented.</source>
        <translation>Demonstratiegegevens: de grenzen zijn verzonnen.</translation>
    </message>
    <message>
        <source>The finding changed, so the correction no longer holds: {}. Judge it again.</source>
        <translation>De bevinding is veranderd, dus de correctie geldt niet meer: {}. Beoordeel haar opnieuw.</translation>
    </message>
    <message>
        <source>Load the &amp;demonstration package</source>
        <translation>&amp;Demonstratiepakket laden</translation>
    </message>
    <message>
        <source>No policy package is loaded yet.</source>
        <translation>Er is nog geen beleidspakket geladen.</translation>
    </message>
    <message>
        <source>The layer was taken out of the project, so this comes from the package again: {}.</source>
        <translation>De kaartlaag is uit het project gehaald, dus dit komt weer uit het pakket: {}.</translation>
    </message>
    <message>
        <source>User guide</source>
        <translation>Handleiding</translation>
    </message>
</context>
<context>
    <name>ParagraphPage</name>
    <message>
        <source>The text appears here as soon as a plan area is checked.</source>
        <translation>De tekst verschijnt hier zodra een plangebied is getoetst.</translation>
    </message>
    <message>
        <source>Preview of the text</source>
        <translation>Voorbeeld van de tekst</translation>
    </message>
    <message>
        <source>short</source>
        <translation>kort</translation>
    </message>
    <message>
        <source>normal</source>
        <translation>normaal</translation>
    </message>
    <message>
        <source>extensive</source>
        <translation>uitgebreid</translation>
    </message>
    <message>
        <source>&amp;Length</source>
        <translation>&amp;Lengte</translation>
    </message>
    <message>
        <source>Copy with layout: paste it into Word or LibreOffice as it looks here</source>
        <translation>Kopieer met opmaak: plak het in Word of LibreOffice zoals het er hier uitziet</translation>
    </message>
    <message>
        <source>Chapter of an omgevingsvisie</source>
        <translation>Hoofdstuk van een omgevingsvisie</translation>
    </message>
    <message>
        <source>Motivation of a plan</source>
        <translation>Motivering van een plan</translation>
    </message>
    <message>
        <source>&amp;Purpose</source>
        <translation>&amp;Doel</translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation>Bekijken</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopiëren</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Opslaan</translation>
    </message>
    <message>
        <source>Co&amp;mpare…</source>
        <translation>&amp;Vergelijken…</translation>
    </message>
    <message>
        <source>Compare with an earlier result of this plan area, or with a variant</source>
        <translation>Vergelijken met een eerder resultaat van dit plangebied, of met een variant</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Tekst</translation>
    </message>
    <message>
        <source>Structure</source>
        <translation>Opbouw</translation>
    </message>
    <message>
        <source>Fill in</source>
        <translation>Invullen</translation>
    </message>
    <message>
        <source>Since you rewrote it, the check says something else: {}. Your words stay.</source>
        <translation>De toets zegt iets anders dan toen u dit herschreef: {}. Uw woorden blijven staan.</translation>
    </message>
    <message>
        <source>Brought in. You changed these sentences yourself, so yours stay; the check now says:</source>
        <translation>Overgenomen. Deze zinnen hebt u zelf gewijzigd, dus de uwe blijven staan; de toets zegt nu:</translation>
    </message>
    <message>
        <source>Brought in: what changed in the check now stands in your text.</source>
        <translation>Overgenomen: wat in de toets is gewijzigd, staat nu in uw tekst.</translation>
    </message>
</context>
<context>
    <name>PlanAreaPage</name>
    <message>
        <source>Click the corners of the plan area on the map</source>
        <translation>Klik de hoekpunten van het plangebied aan op de kaart</translation>
    </message>
    <message>
        <source>Take &amp;selection</source>
        <translation>Neem &amp;selectie</translation>
    </message>
    <message>
        <source>Take the selected feature or features of the active layer</source>
        <translation>Neem het geselecteerde object of de geselecteerde objecten van de actieve laag</translation>
    </message>
    <message>
        <source>Add a part</source>
        <translation>Deel toevoegen</translation>
    </message>
    <message>
        <source>Cut a hole</source>
        <translation>Gat maken</translation>
    </message>
    <message>
        <source>Back to the former plan area</source>
        <translation>Terug naar het vorige plangebied</translation>
    </message>
    <message>
        <source>Clear the plan area</source>
        <translation>Plangebied wissen</translation>
    </message>
    <message>
        <source>Snap to map layers while drawing</source>
        <translation>Vastklikken op kaartlagen tijdens het tekenen</translation>
    </message>
    <message>
        <source>Zoom to the plan area</source>
        <translation>Zoom naar het plangebied</translation>
    </message>
    <message>
        <source>name of the plan area</source>
        <translation>naam van het plangebied</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Naam</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>Oppervlakte</translation>
    </message>
    <message>
        <source>Municipality</source>
        <translation>Gemeente</translation>
    </message>
    <message>
        <source>Other ways to choose</source>
        <translation>Anders kiezen</translation>
    </message>
    <message>
        <source>&amp;Use this feature</source>
        <translation>Dit object &amp;gebruiken</translation>
    </message>
    <message>
        <source>&amp;Open a file…</source>
        <translation>Bestand &amp;openen…</translation>
    </message>
    <message>
        <source>&amp;Layer</source>
        <translation>&amp;Laag</translation>
    </message>
    <message>
        <source>&amp;Feature</source>
        <translation>&amp;Object</translation>
    </message>
    <message>
        <source>&amp;Municipality</source>
        <translation>Ge&amp;meente</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Bestand</translation>
    </message>
    <message>
        <source>Click the first corner of the plan area on the map. Escape stops.</source>
        <translation>Klik op de kaart het eerste hoekpunt van het plangebied aan. Escape stopt.</translation>
    </message>
    <message>
        <source>Click the first corner of the extra part on the map. Escape stops.</source>
        <translation>Klik op de kaart het eerste hoekpunt van het extra deel aan. Escape stopt.</translation>
    </message>
    <message>
        <source>Click the first corner of the hole on the map. Escape stops.</source>
        <translation>Klik op de kaart het eerste hoekpunt van het gat aan. Escape stopt.</translation>
    </message>
    <message>
        <source>{} corners. Right button or Enter: ready. Backspace: back one. Escape: start again.</source>
        <translation>{} hoekpunten. Rechtermuisknop of Enter: klaar. Backspace: een terug. Escape: opnieuw.</translation>
    </message>
    <message>
        <source>not known: no municipal boundaries here</source>
        <translation>onbekend: hier zijn geen gemeentegrenzen</translation>
    </message>
    <message>
        <source>{} of the plan area lies outside Drenthe. The policy of Drenthe says nothing about that part.</source>
        <translation>{} van het plangebied ligt buiten Drenthe. Over dat deel zegt het beleid van Drenthe niets.</translation>
    </message>
    <message>
        <source>choose…</source>
        <translation>kies…</translation>
    </message>
    <message>
        <source>load a package first</source>
        <translation>laad eerst een pakket</translation>
    </message>
    <message>
        <source>Plan area from a file</source>
        <translation>Plangebied uit een bestand</translation>
    </message>
    <message>
        <source>Map files (*.gpkg *.shp *.geojson *.json *.gml *.kml *.dxf);;All files (*)</source>
        <translation>Kaartbestanden (*.gpkg *.shp *.geojson *.json *.gml *.kml *.dxf);;Alle bestanden (*)</translation>
    </message>
    <message>
        <source>&amp;Draw</source>
        <translation>&amp;Tekenen</translation>
    </message>
    <message>
        <source>Draw the plan area on the map, or select a feature in a layer and take it.</source>
        <translation>Teken het plangebied op de kaart, of selecteer een object in een laag en neem het over.</translation>
    </message>
    <message>
        <source>&amp;Opgaven</source>
        <translation>&amp;Opgaven</translation>
    </message>
</context>
<context>
    <name>SectionEditor</name>
    <message>
        <source>An empty line starts a paragraph, a line with “- ” is a point of a list. Tables stay.</source>
        <translation>Een lege regel begint een alinea, een regel met “- ” is een punt van een lijst. Tabellen blijven staan.</translation>
    </message>
    <message>
        <source>&amp;Ready</source>
        <translation>&amp;Klaar</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Annuleren</translation>
    </message>
    <message>
        <source>Te&amp;xt of the check</source>
        <translation>Te&amp;kst van de toets</translation>
    </message>
    <message>
        <source>&amp;Bring in what changed</source>
        <translation>&amp;Wijzigingen overnemen</translation>
    </message>
    <message>
        <source>This section is no longer in the text of the check. Your words stand at the end.</source>
        <translation>Dit onderdeel staat niet meer in de tekst van de toets. Uw woorden staan aan het eind.</translation>
    </message>
    <message>
        <source>The check says something else here since you rewrote it. Your words stay until you change them.</source>
        <translation>De toets zegt hier iets anders dan toen u dit herschreef. Uw woorden blijven staan tot u ze wijzigt.</translation>
    </message>
    <message>
        <source>What changed in the text of the check</source>
        <translation>Wat is gewijzigd in de tekst van de toets</translation>
    </message>
</context>
<context>
    <name>TextExport</name>
    <message>
        <source>&amp;Draft, marked as such…</source>
        <translation>&amp;Concept, als zodanig gemerkt…</translation>
    </message>
    <message>
        <source>&amp;Final text…</source>
        <translation>&amp;Definitieve tekst…</translation>
    </message>
    <message>
        <source>One &amp;page for the board…</source>
        <translation>Eén &amp;pagina voor het bestuur…</translation>
    </message>
    <message>
        <source>&amp;Result of the check (JSON)…</source>
        <translation>&amp;Resultaat van de toets (JSON)…</translation>
    </message>
    <message>
        <source>The text is on the clipboard.</source>
        <translation>De tekst staat op het klembord.</translation>
    </message>
    <message>
        <source>Earlier result</source>
        <translation>Eerder resultaat</translation>
    </message>
    <message>
        <source>Result of the check (*.json)</source>
        <translation>Resultaat van de toets (*.json)</translation>
    </message>
    <message>
        <source>The text cannot be final yet: {} fields are open. They stand on the tab “Fill in”.</source>
        <translation>De tekst kan nog niet definitief zijn: open velden: {}. Ze staan op het tabblad “Invullen”.</translation>
    </message>
    <message>
        <source>Saved in {}.</source>
        <translation>Opgeslagen in {}.</translation>
    </message>
    <message>
        <source>Save the text</source>
        <translation>Tekst opslaan</translation>
    </message>
    <message>
        <source>Save the page</source>
        <translation>Pagina opslaan</translation>
    </message>
    <message>
        <source>Save the result</source>
        <translation>Resultaat opslaan</translation>
    </message>
    <message>
        <source>Cancelled: nothing is written.</source>
        <translation>Geannuleerd: er is niets geschreven.</translation>
    </message>
    <message>
        <source>The text is being made…</source>
        <translation>De tekst wordt gemaakt…</translation>
    </message>
</context>
<context>
    <name>TextFiles</name>
    <message>
        <source>Text document for Word and LibreOffice (*.odt)</source>
        <translation>Tekstdocument voor Word en LibreOffice (*.odt)</translation>
    </message>
    <message>
        <source>Web page (*.html)</source>
        <translation>Webpagina (*.html)</translation>
    </message>
    <message>
        <source>Markdown (*.md)</source>
        <translation>Markdown (*.md)</translation>
    </message>
    <message>
        <source>Plain text (*.txt)</source>
        <translation>Platte tekst (*.txt)</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
</context>
<context>
    <name>TextOutline</name>
    <message>
        <source>Opgaven and sections</source>
        <translation>Opgaven en onderdelen</translation>
    </message>
    <message>
        <source>Also opgaven that do not occur in Drenthe</source>
        <translation>Ook opgaven die in Drenthe niet spelen</translation>
    </message>
    <message>
        <source>Only what matters now; the rest under “Later”</source>
        <translation>Alleen wat nu telt; de rest onder “Later”</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>Onderdelen</translation>
    </message>
    <message>
        <source>The text starts from the opgaven that you tick: they get a row, and a card with questions.</source>
        <translation>De tekst begint bij de opgaven die u aanvinkt: elke opgave krijgt een rij en een kaart met vragen.</translation>
    </message>
    <message>
        <source>Opgaven belong to the chapter of an omgevingsvisie; a motivation starts from the plan.</source>
        <translation>Opgaven horen bij het hoofdstuk van een omgevingsvisie; een motivering begint bij het plan.</translation>
    </message>
    <message>
        <source>Opgaven</source>
        <translation>Opgaven</translation>
    </message>
    <message>
        <source>Always in the text: without it a reader cannot weigh the rest.</source>
        <translation>Staat altijd in de tekst: zonder dit deel kan een lezer de rest niet wegen.</translation>
    </message>
    <message>
        <source>A map of the plan area in the text</source>
        <translation>Een kaart van het plangebied in de tekst</translation>
    </message>
</context>
<context>
    <name>TextParameters</name>
    <message>
        <source>Length of the text</source>
        <translation>Lengte van de tekst</translation>
    </message>
    <message>
        <source>Formats of the text</source>
        <translation>Formaten van de tekst</translation>
    </message>
    <message>
        <source>Short (kort), normal (normaal) or extended (uitgebreid). The text is always in Dutch.</source>
        <translation>Kort, normaal of uitgebreid.</translation>
    </message>
    <message>
        <source>html, md (Markdown), txt, odt (for Word and LibreOffice), pdf. None: no text is written.</source>
        <translation>html, md (Markdown), txt, odt (voor Word en LibreOffice), pdf. Geen: er wordt geen tekst geschreven.</translation>
    </message>
    <message>
        <source>Kind of text</source>
        <translation>Soort tekst</translation>
    </message>
    <message>
        <source>Opgaven that the text starts from</source>
        <translation>Opgaven waarmee de tekst begint</translation>
    </message>
    <message>
        <source>Only what matters now; the rest under &apos;Later&apos;</source>
        <translation>Alleen wat nu telt; de rest onder ‘Later’</translation>
    </message>
    <message>
        <source>A chapter of an omgevingsvisie, or the paragraphs for a plan (motivering).</source>
        <translation>Hoofdstuk van een omgevingsvisie, of motivering van een plan.</translation>
    </message>
    <message>
        <source>Ids separated by commas, for instance: geothermie, bodemdaling. Each gets a card.</source>
        <translation>Gescheiden door komma's, bijvoorbeeld: geothermie, bodemdaling. Elke opgave krijgt een kaart met vragen.</translation>
    </message>
    <message>
        <source>What is certain and what the opgaven ask now; all else is listed with its reason.</source>
        <translation>Wat zeker is en wat de opgaven nu vragen; al het andere staat in een lijst, met de reden.</translation>
    </message>
</context>
<context>
    <name>TextPreview</name>
    <message>
        <source>rewrite</source>
        <translation>herschrijven</translation>
    </message>
</context>
<context>
    <name>ToetsPage</name>
    <message>
        <source>Try again</source>
        <translation>Opnieuw</translation>
    </message>
    <message>
        <source>Result of the check per theme</source>
        <translation>Resultaat van de toets per thema</translation>
    </message>
    <message>
        <source>Zoom to the place of the finding</source>
        <translation>Zoom naar de plek van de bevinding</translation>
    </message>
    <message>
        <source>Open all</source>
        <translation>Alles openklappen</translation>
    </message>
    <message>
        <source>Close all</source>
        <translation>Alles dichtklappen</translation>
    </message>
    <message>
        <source>&amp;Not applicable, because…</source>
        <translation>&amp;Niet van toepassing, want…</translation>
    </message>
    <message>
        <source>No policy package is loaded yet. Load the demonstration package to try it, or choose your own package on the page Layers.</source>
        <translation>Er is nog geen beleidspakket geladen. Laad het demonstratiepakket om te proberen, of kies een eigen pakket op de pagina Lagen.</translation>
    </message>
    <message>
        <source>No plan area yet. Draw one on the page Plan area, or take a selected feature; the check then runs by itself.</source>
        <translation>Er is nog geen plangebied. Teken er een op de pagina Plangebied, of neem een geselecteerd object; de toets loopt dan vanzelf.</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Bezig met toetsen…</translation>
    </message>
    <message>
        <source>The check was cancelled. Nothing was checked.</source>
        <translation>De toets is afgebroken. Er is niets getoetst.</translation>
    </message>
    <message>
        <source>&amp;Applies after all</source>
        <translation>Toch &amp;van toepassing</translation>
    </message>
    <message>
        <source>Copy text</source>
        <translation>Tekst kopiëren</translation>
    </message>
    <message>
        <source>Zoom to the place</source>
        <translation>Zoom naar de plek</translation>
    </message>
    <message>
        <source>No findings</source>
        <translation>Geen bevindingen</translation>
    </message>
    <message>
        <source>Show only the layers that are hit on the map</source>
        <translation>Toon op de kaart alleen de lagen die geraakt worden</translation>
    </message>
    <message>
        <source>Depth profile</source>
        <translation>Diepteprofiel</translation>
    </message>
    <message>
        <source>Click to enlarge</source>
        <translation>Klik om te vergroten</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Toon alles</translation>
    </message>
    <message>
        <source>Show only findings that are so certain</source>
        <translation>Toon alleen bevindingen die zo zeker zijn</translation>
    </message>
    <message>
        <source>All findings</source>
        <translation>Alle bevindingen</translation>
    </message>
    <message>
        <source>{word}: {shown} of {all} findings. Layers without a finding are not in the list.</source>
        <translation>{word}: {shown} van {all} bevindingen. Lagen zonder bevinding staan niet in de lijst.</translation>
    </message>
</context>
<context>
    <name>Widgets</name>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Opslaan</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Sluiten</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuleren</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>language code: en</source>
        <translation>nl</translation>
    </message>
    <message>
        <source>Prohibited</source>
        <translation>Verbod</translation>
    </message>
    <message>
        <source>No, unless</source>
        <translation>Nee, tenzij</translation>
    </message>
    <message>
        <source>Investigate</source>
        <translation>Onderzoek</translation>
    </message>
    <message>
        <source>Yes, provided</source>
        <translation>Ja, mits</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Aandacht</translation>
    </message>
    <message>
        <source>Opportunity</source>
        <translation>Kans</translation>
    </message>
    <message>
        <source>No obstacle</source>
        <translation>Geen belemmering</translation>
    </message>
    <message>
        <source>prohibited</source>
        <translation>verbod</translation>
    </message>
    <message>
        <source>no-unless</source>
        <translation>nee-tenzij</translation>
    </message>
    <message>
        <source>to investigate</source>
        <translation>onderzoek</translation>
    </message>
    <message>
        <source>yes-provided</source>
        <translation>ja-mits</translation>
    </message>
    <message>
        <source>attention</source>
        <translation>aandacht</translation>
    </message>
    <message>
        <source>opportunity</source>
        <translation>kans</translation>
    </message>
    <message>
        <source>no obstacle</source>
        <translation>geen belemmering</translation>
    </message>
    <message>
        <source>hit</source>
        <translation>geraakt</translation>
    </message>
    <message>
        <source>not hit</source>
        <translation>niet geraakt</translation>
    </message>
    <message>
        <source>no data</source>
        <translation>geen gegevens</translation>
    </message>
    <message>
        <source>not checked</source>
        <translation>niet getoetst</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nee</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>onbekend</translation>
    </message>
    <message>
        <source>Building</source>
        <translation>Bouwen</translation>
    </message>
    <message>
        <source>Energy</source>
        <translation>Energie</translation>
    </message>
    <message>
        <source>Extraction</source>
        <translation>Winning</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>Opslag</translation>
    </message>
    <message>
        <source>Green, water and agriculture</source>
        <translation>Groen, water en landbouw</translation>
    </message>
    <message>
        <source>Less than zero is not possible here. Leave it empty if unknown.</source>
        <translation>Minder dan nul kan hier niet. Laat het veld leeg als u het niet weet.</translation>
    </message>
    <message>
        <source>“{}” is not a number. Leave it empty if unknown.</source>
        <translation>“{}” is geen getal. Laat het veld leeg als u het niet weet.</translation>
    </message>
    <message>
        <source>disturbed area</source>
        <translation>verstoorde oppervlakte</translation>
    </message>
    <message>
        <source>depth of the works</source>
        <translation>diepte van de ingreep</translation>
    </message>
    <message>
        <source>drilling depth</source>
        <translation>boordiepte</translation>
    </message>
    <message>
        <source>storage temperature</source>
        <translation>opslagtemperatuur</translation>
    </message>
    <message>
        <source>agricultural use</source>
        <translation>agrarisch gebruik</translation>
    </message>
    <message>
        <source>non-inverting subsoiling</source>
        <translation>niet-kerend woelen</translation>
    </message>
    <message>
        <source>plough layer</source>
        <translation>bouwvoor</translation>
    </message>
    <message>
        <source>distance to the nearest object</source>
        <translation>afstand tot het dichtstbijzijnde object</translation>
    </message>
    <message>
        <source>distance to a known site</source>
        <translation>afstand tot een bekende vindplaats</translation>
    </message>
    <message>
        <source>Certain</source>
        <translation>Zeker</translation>
    </message>
    <message>
        <source>Indication</source>
        <translation>Indicatie</translation>
    </message>
    <message>
        <source>Marginal</source>
        <translation>Marginaal</translation>
    </message>
    <message>
        <source>Something is missing</source>
        <translation>Er ontbreekt iets</translation>
    </message>
    <message>
        <source>Set aside by an expert</source>
        <translation>Aangepast door een deskundige</translation>
    </message>
</context>
<context>
    <name>WriteDemoAlgorithm</name>
    <message>
        <source>Write the demonstration package</source>
        <translation>Schrijf het demonstratiepakket</translation>
    </message>
    <message>
        <source>Writes the demonstration package and the demonstration plan areas to a folder, to try the other algorithms on and as an example of a policy package. Its boundaries are invented: never use them for a decision.</source>
        <translation>Schrijft het demonstratiepakket en de demonstratieplangebieden naar een map, om de andere algoritmen mee te proberen en als voorbeeld van een beleidspakket. De grenzen zijn verzonnen: gebruik ze nooit voor een besluit.</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Map</translation>
    </message>
    <message>
        <source>The folder for demopakket.gpkg and plangebieden.gpkg. Files of that name are replaced.</source>
        <translation>De map voor demopakket.gpkg en plangebieden.gpkg. Bestanden met die naam worden vervangen.</translation>
    </message>
    <message>
        <source>Policy package</source>
        <translation>Beleidspakket</translation>
    </message>
    <message>
        <source>Plan areas</source>
        <translation>Plangebieden</translation>
    </message>
    <message>
        <source>The boundaries in the demonstration package are invented.</source>
        <translation>De grenzen in het demonstratiepakket zijn verzonnen.</translation>
    </message>
</context>
<context>
    <name>WriteParagraphAlgorithm</name>
    <message>
        <source>Write the bodemparagraaf</source>
        <translation>Schrijf de bodemparagraaf</translation>
    </message>
    <message>
        <source>Writes the Dutch text (bodemparagraaf) for the result of an earlier check, without checking again. The result is a JSON file, as written by &apos;Check plan areas&apos;, by the panel or by the command line.</source>
        <translation>Schrijft de bodemparagraaf bij het resultaat van een eerdere toets, zonder opnieuw te toetsen. Het resultaat is een JSON-bestand van 'Toets plangebieden', van het paneel of van de opdrachtregel.</translation>
    </message>
    <message>
        <source>Result of a check (JSON)</source>
        <translation>Resultaat van een toets (JSON)</translation>
    </message>
    <message>
        <source>The JSON file of one plan area.</source>
        <translation>Het JSON-bestand van één plangebied.</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Map</translation>
    </message>
    <message>
        <source>The folder for the texts. They have the name of the result, with the extension of the format.</source>
        <translation>De map voor de teksten. Ze krijgen de naam van het resultaat, met de extensie van het formaat.</translation>
    </message>
    <message>
        <source>Text, in the first of the formats</source>
        <translation>Tekst, in het eerste van de formaten</translation>
    </message>
    <message>
        <source>Policy package</source>
        <translation>Beleidspakket</translation>
    </message>
    <message>
        <source>The GeoPackage that the check was made with, for the map. Empty: a text without a map.</source>
        <translation>De GeoPackage waarmee is getoetst, voor de kaart. Leeg: een tekst zonder kaart.</translation>
    </message>
</context>
</TS>
