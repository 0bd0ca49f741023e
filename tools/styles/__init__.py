"""How the policy layers look: one table (`tabel.yaml`) and the QGIS XML that is made of it."""
