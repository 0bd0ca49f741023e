<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="nl_NL" sourcelanguage="en">
<context>
    <name>Details</name>
    <message>
        <source>Set aside because</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to know</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Assumed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arithmetic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Competent authority</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Depth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reference date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outside the coverage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{area}, {share} of the plan area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a sliver along the edge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nearest object at {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>deeper than {} m below ground level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{top} to {bottom} m below ground level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stated by the source itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>our reading; the source does not state the regime</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} objects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} repaired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} left out</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Nodes</name>
    <message>
        <source>On the map here, but no rule speaks for this intervention.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set aside: {}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>language code: en</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prohibited</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No, unless</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Investigate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yes, provided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opportunity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No obstacle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>prohibited</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no-unless</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to investigate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yes-provided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>opportunity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no obstacle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not hit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Building</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Energy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Extraction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Storage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Green, water and agriculture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Less than zero is not possible here. Leave it empty if unknown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{}” is not a number. Leave it empty if unknown.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
